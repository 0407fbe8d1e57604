// SPDX-License-Identifier: Apache-2.0

internal import CFastCGI
internal import Glibc
internal import OperatingSystem

/// An eventfd: wakes a thread that waits in poll or epoll.
final class Wakeup: Sendable {
    let fileDescriptor: Int32

    /// Makes one; with `counting`, each ``signal()`` lets exactly one ``consume()`` through.
    init(counting: Bool = false) throws(FastCGIError) {
        fileDescriptor = eventfd(0, Int32(O_CLOEXEC | O_NONBLOCK) | (counting ? 1 : 0))
        guard fileDescriptor >= 0 else {
            throw FastCGIError(.system, "cannot make an eventfd: \(SystemCall.describeLastError())")
        }
    }

    /// Makes the descriptor readable.
    func signal() {
        var one: UInt64 = 1
        unsafe _ = write(fileDescriptor, &one, 8)
    }

    /// Takes a signal; false when there is none.
    func consume() -> Bool {
        var value: UInt64 = 0
        return unsafe read(fileDescriptor, &value, 8) == 8
    }

    deinit {
        close(fileDescriptor)
    }
}
