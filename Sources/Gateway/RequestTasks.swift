// SPDX-License-Identifier: Apache-2.0

internal import NIOConcurrencyHelpers
internal import Upstream

/// The tasks of all requests in flight: their owner.
///
/// A request comes from a thread that knows no tasks, so its task cannot be a child of another; this is what counts
/// them, cancels them, and is waited for before the process ends.
final class RequestTasks: Sendable {
    private struct State {
        var tasks: [UInt64: Task<Void, Never>] = [:]
        var lastID: UInt64 = 0
        /// The most tasks at once since the last ``RequestTasks/takePeak()``.
        var peak = 0
        /// When the last task ended.
        var idleSince = ContinuousClock.now
        var waiters: [CheckedContinuation<Void, Never>] = []
    }

    private let limit: Int
    private let state = NIOLockedValueBox(State())

    /// Makes an owner of at most `limit` tasks.
    init(limit: Int) {
        self.limit = limit
    }

    /// Starts a task; nil when there are too many.
    ///
    /// - Returns: What cancels the task.
    func start(
        on executor: EventLoopExecutor,
        _ operation: @escaping @Sendable () async -> Void
    ) -> (@Sendable () -> Void)? {
        // The task is made under the lock, so that it is in the table before it can end.
        let task = state.withLockedValue { state -> Task<Void, Never>? in
            guard state.tasks.count < limit else { return nil }
            state.lastID += 1
            let id = state.lastID
            let task = Task(executorPreference: executor) { [self] in
                await operation()
                remove(id)
            }
            state.tasks[id] = task
            state.peak = max(state.peak, state.tasks.count)
            return task
        }
        guard let task else { return nil }
        return { task.cancel() }
    }

    private func remove(_ id: UInt64) {
        let waiters = state.withLockedValue { state -> [CheckedContinuation<Void, Never>] in
            state.tasks[id] = nil
            guard state.tasks.isEmpty else { return [] }
            state.idleSince = .now
            defer { state.waiters = [] }
            return state.waiters
        }
        for waiter in waiters { waiter.resume() }
    }

    /// How many tasks run.
    var count: Int { state.withLockedValue { $0.tasks.count } }

    /// How long no task has run; zero while one does.
    var idleTime: Duration {
        state.withLockedValue { $0.tasks.isEmpty ? .now - $0.idleSince : .zero }
    }

    /// How many tasks ran at the most since this was asked last.
    func takePeak() -> Int {
        state.withLockedValue { state in
            defer { state.peak = state.tasks.count }
            return state.peak
        }
    }

    /// Cancels all tasks.
    func cancelAll() {
        let tasks = state.withLockedValue { Array($0.tasks.values) }
        for task in tasks { task.cancel() }
    }

    /// Waits until no task runs.
    func waitUntilIdle() async {
        await withCheckedContinuation { continuation in
            let isIdle = state.withLockedValue { state in
                if state.tasks.isEmpty { return true }
                state.waiters.append(continuation)
                return false
            }
            if isIdle { continuation.resume() }
        }
    }
}
