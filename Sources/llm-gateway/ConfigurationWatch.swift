// SPDX-License-Identifier: Apache-2.0

internal import Gateway

/// Lets the configuration be read again when its file has changed.
///
/// It looks at the file's version every second, at the end of links. So it makes no difference how the file was changed: in
/// place, by another one that was moved over it, or by a link that leads elsewhere now, as Kubernetes does it.
struct ConfigurationWatch {
    private static let interval = Duration.seconds(1)

    let reloading: ConfigurationReload

    /// Looks until the task is cancelled.
    func run() async {
        while (try? await Task.sleep(for: Self.interval)) != nil { await reloading.look() }
    }
}
