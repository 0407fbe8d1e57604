// SPDX-License-Identifier: Apache-2.0

internal import Dispatch
internal import NIOConcurrencyHelpers

/// Ends the process when something takes too long, from a thread that nothing else blocks.
final class HangWatch {
    private let deadline = NIOLockedValueBox<ContinuousClock.Instant?>(nil)
    private let limit: Duration
    private let timer: any DispatchSourceTimer

    /// Begins to watch.
    ///
    /// - Parameters:
    ///   - limit: How long something may take.
    ///   - what: What to name when it takes longer.
    init(_ limit: Duration, what: String) {
        self.limit = limit
        timer = DispatchSource.makeTimerSource(queue: DispatchQueue(label: "hang watch"))
        timer.schedule(deadline: .now() + 1, repeating: 1)
        timer.setEventHandler { [deadline] in
            guard let deadline = deadline.withLockedValue(\.self), ContinuousClock.now > deadline else { return }
            fatalError("no end within \(limit): \(what)")
        }
        timer.activate()
    }

    /// The next thing begins.
    func begin() {
        deadline.withLockedValue { $0 = ContinuousClock.now + limit }
    }

    /// The last thing has ended.
    func end() {
        deadline.withLockedValue { $0 = nil }
    }

    deinit {
        timer.cancel()
    }
}
