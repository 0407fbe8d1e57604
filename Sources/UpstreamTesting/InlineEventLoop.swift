// SPDX-License-Identifier: Apache-2.0

package import Dispatch
internal import NIOConcurrencyHelpers
package import NIOCore

/// An event loop without a thread: it runs everything at once, where it is called, and schedules nothing.
package final class InlineEventLoop: EventLoop {
    private let isAlwaysInside: Bool
    private let depth = NIOLockedValueBox(0)

    /// Makes an event loop.
    ///
    /// - Parameter isAlwaysInside: Whether every caller counts as running on it, or only what it executes itself.
    package init(isAlwaysInside: Bool = true) {
        self.isAlwaysInside = isAlwaysInside
    }

    package var inEventLoop: Bool {
        isAlwaysInside || depth.withLockedValue { $0 > 0 }
    }

    package func execute(_ task: @escaping @Sendable () -> Void) {
        depth.withLockedValue { $0 += 1 }
        task()
        depth.withLockedValue { $0 -= 1 }
    }

    @preconcurrency
    package func scheduleTask<T>(
        deadline: NIODeadline,
        _ task: @escaping @Sendable () throws -> T
    ) -> Scheduled<T> {
        let promise = makePromise(of: T.self)
        promise.fail(EventLoopError.unsupportedOperation)
        return Scheduled(promise: promise) {}
    }

    @preconcurrency
    package func scheduleTask<T>(in: TimeAmount, _ task: @escaping @Sendable () throws -> T) -> Scheduled<T> {
        scheduleTask(deadline: .now(), task)
    }

    package func shutdownGracefully(queue: DispatchQueue, _ callback: @escaping @Sendable ((any Error)?) -> Void) {
        callback(nil)
    }
}
