// SPDX-License-Identifier: Apache-2.0

internal import NIOCore

extension TimeAmount {
    /// A duration in nanoseconds, at the most a hundred years.
    init(_ duration: Duration) {
        let limit = Duration.seconds(100 * 365 * 86_400)
        let (seconds, attoseconds) = min(duration, limit).components
        self = .nanoseconds(seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
    }
}
