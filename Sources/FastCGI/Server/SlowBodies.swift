// SPDX-License-Identifier: Apache-2.0

internal import NIOConcurrencyHelpers

/// Threads for bodies that are large or arrive slowly, one for each, up to a limit; the rest wait their turn.
///
/// nginx, lighttpd and mod_fcgid pass a body on when they have all of it; mod_proxy_fcgi and HAProxy pass it on as the
/// client sends it. However many of those there are, requests that arrive whole do not wait for them.
final class SlowBodies: Sendable {
    private struct State {
        var running: [UInt64: (connection: Connection, thread: Thread)] = [:]
        var lastNumber: UInt64 = 0
        var queue: [(connection: Connection, read: @Sendable () -> Void)] = []
    }

    private let limit: Int
    private let state = NIOLockedValueBox(State())

    init(limit: Int) {
        self.limit = limit
    }

    /// Runs a request's reading on a thread of its own: now, or when there is one.
    func run(_ connection: Connection, _ read: @escaping @Sendable () -> Void) throws(FastCGIError) {
        try state.withLockedValue { state in
            // The lock rethrows an error without its type; a result keeps it.
            Result { () throws(FastCGIError) in
                guard state.running.count < limit else {
                    state.queue.append((connection, read))
                    return
                }
                state.lastNumber += 1
                let number = state.lastNumber
                // The thread removes itself, so it has to be in the table before it can: it waits for this lock.
                let thread = try Thread(name: "fastcgi-body") { [self] in work(number, read) }
                state.running[number] = (connection, thread)
            }
        }.get()
    }

    private func work(_ number: UInt64, _ first: @Sendable () -> Void) {
        first()
        while let read = next(number) { read() }
    }

    private func next(_ number: UInt64) -> (@Sendable () -> Void)? {
        state.withLockedValue { state in
            guard !state.queue.isEmpty else {
                state.running[number] = nil
                return nil
            }
            let (connection, read) = state.queue.removeFirst()
            state.running[number]?.connection = connection
            return read
        }
    }

    /// Ends the threads, and waits for them.
    func stop() {
        let (running, queue) = state.withLockedValue { state in
            defer { state.queue = [] }
            return (Array(state.running.values), state.queue)
        }
        for (connection, _) in queue { connection.abandonReading() }
        for (connection, _) in running { connection.interruptBody() }
        for (_, thread) in running { thread.join() }
    }
}
