// SPDX-License-Identifier: Apache-2.0

internal import Synchronization

/// Threads for bodies that arrive slowly, one for each, up to a limit.
///
/// nginx, lighttpd and mod_fcgid pass a body on when they have all of it; mod_proxy_fcgi and HAProxy pass it on as the
/// client sends it.
final class SlowBodies: Sendable {
    private let limit: Int
    private let running = Mutex(0)

    init(limit: Int) {
        self.limit = limit
    }

    /// Runs a body's reading on a thread of its own, or, past the limit, on the calling thread.
    func run(_ read: @escaping @Sendable () -> Void) throws(FastCGIError) {
        let isAdmitted = running.withLock { running in
            guard running < limit else { return false }
            running += 1
            return true
        }
        guard isAdmitted else {
            read()
            return
        }
        do {
            _ = try Thread(name: "fastcgi-body") { [self] in
                read()
                running.withLock { $0 -= 1 }
            }
        } catch {
            running.withLock { $0 -= 1 }
            throw error
        }
    }
}
