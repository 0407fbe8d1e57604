// SPDX-License-Identifier: Apache-2.0

internal import CFastCGI
internal import Glibc
internal import NIOConcurrencyHelpers
internal import OperatingSystem

/// A thread of its own for calls that block, with every signal blocked.
///
/// The cooperative pool must never block, and libfcgi takes an interrupted system call for a dead peer.
final class Thread: Sendable {
    private final class Body: Sendable {
        let name: String
        let run: @Sendable () -> Void

        init(name: String, run: @escaping @Sendable () -> Void) {
            self.name = name
            self.run = run
        }
    }

    private let handle: NIOLockedValueBox<pthread_t?>

    /// Starts a thread, under a name of 15 bytes at the most.
    init(name: String, run: @escaping @Sendable () -> Void) throws(FastCGIError) {
        let body = unsafe Unmanaged.passRetained(Body(name: name, run: run))
        var thread = pthread_t()
        let result = unsafe pthread_create(
            &thread,
            nil,
            { argument in
                cfastcgi_block_all_signals()
                guard let argument = unsafe argument else { return nil }
                let body = unsafe Unmanaged<Body>.fromOpaque(argument).takeRetainedValue()
                unsafe cfastcgi_name_thread(body.name)
                body.run()
                return nil
            },
            body.toOpaque()
        )
        guard result == 0 else {
            unsafe body.release()
            throw FastCGIError(.system, "cannot start a thread: \(SystemCall.describe(result))")
        }
        handle = NIOLockedValueBox(thread)
    }

    /// Waits until the thread has ended; to be called once.
    func join() {
        let thread = handle.withLockedValue { handle -> pthread_t? in
            defer { handle = nil }
            return handle
        }
        if let thread { pthread_join(thread, nil) }
    }

    deinit {
        if let thread = handle.withLockedValue({ $0 }) { pthread_detach(thread) }
    }
}
