// SPDX-License-Identifier: Apache-2.0

internal import CFastCGI
internal import Glibc
internal import OperatingSystem

/// An epoll instance: tells on which of many descriptors something has happened (epoll(7)).
final class Epoll: Sendable {
    /// Something to wait for, or that has happened.
    struct Events: OptionSet {
        let rawValue: UInt32

        static let input = Events(rawValue: EPOLLIN.rawValue)
        static let output = Events(rawValue: EPOLLOUT.rawValue)
        /// The peer will send nothing more.
        static let peerClosed = Events(rawValue: EPOLLRDHUP.rawValue)
        /// The connection is gone, or broken; reported unasked.
        static let hangUp = Events(rawValue: EPOLLHUP.rawValue | EPOLLERR.rawValue)
        /// What has happened is reported once.
        static let edgeTriggered = Events(rawValue: EPOLLET.rawValue)
        /// Of several instances that wait for the same descriptor, not all are woken.
        static let exclusive = Events(rawValue: EPOLLEXCLUSIVE.rawValue)
    }

    /// The most that one wait reports: what still lies on the stack.
    private static let capacity = 64

    private let fileDescriptor: Int32

    init() throws(FastCGIError) {
        fileDescriptor = epoll_create1(Int32(EPOLL_CLOEXEC))
        guard fileDescriptor >= 0 else {
            throw FastCGIError(.system, "cannot make an epoll instance: \(SystemCall.describeLastError())")
        }
    }

    deinit {
        close(fileDescriptor)
    }

    /// Watches a descriptor; the token comes back with what happens.
    ///
    /// - Returns: False when the system cannot watch any more.
    @discardableResult
    func add(_ target: Int32, _ events: Events, token: UInt64) -> Bool {
        control(EPOLL_CTL_ADD, target, events, token)
    }

    /// Changes what is watched; whatever is true already is reported anew.
    func modify(_ target: Int32, _ events: Events, token: UInt64) {
        control(EPOLL_CTL_MOD, target, events, token)
    }

    /// Watches a descriptor no longer; the kernel does so by itself when it is closed.
    func remove(_ target: Int32) {
        control(EPOLL_CTL_DEL, target, [], 0)
    }

    @discardableResult
    private func control(_ operation: Int32, _ target: Int32, _ events: Events, _ token: UInt64) -> Bool {
        var event = unsafe epoll_event()
        unsafe event.events = events.rawValue
        unsafe event.data.u64 = token
        return unsafe epoll_ctl(fileDescriptor, operation, target, &event) == 0
    }

    /// Waits, and calls back for each descriptor on which something has happened.
    ///
    /// - Parameters:
    ///   - milliseconds: How long; negative for as long as it takes.
    ///   - body: Gets the token and what has happened.
    func wait(milliseconds: Int32, _ body: (_ token: UInt64, _ events: Events) -> Void) {
        unsafe withUnsafeTemporaryAllocation(of: epoll_event.self, capacity: Self.capacity) { buffer in
            let count = unsafe epoll_wait(fileDescriptor, buffer.baseAddress, Int32(buffer.count), milliseconds)
            // A failure is an interruption: there is nothing to tell.
            for index in 0..<max(0, Int(count)) {
                let event = unsafe buffer[index]
                unsafe body(event.data.u64, Events(rawValue: event.events))
            }
        }
    }
}
