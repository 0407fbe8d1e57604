// SPDX-License-Identifier: Apache-2.0

internal import CEpoll

/// An epoll instance with room for the events of one look; edge-triggered but for listening sockets.
struct Poller: ~Copyable {
    private let descriptor: Int32
    private var tokens = [UInt64](repeating: 0, count: Int(CEPOLL_BATCH))
    private var kinds = [UInt32](repeating: 0, count: Int(CEPOLL_BATCH))

    /// Makes an instance.
    init() throws {
        descriptor = try SystemError.check(cepoll_create(), "epoll_create1")
    }

    deinit {
        Socket.close(descriptor)
    }

    /// Watches a connection under a token.
    func watch(_ socket: Int32, token: Int) throws {
        try SystemError.check(cepoll_watch(descriptor, socket, UInt64(token)), "epoll_ctl")
    }

    /// Watches a listening socket under a token.
    func watchListener(_ socket: Int32, token: Int) throws {
        try SystemError.check(cepoll_watch_listener(descriptor, socket, UInt64(token)), "epoll_ctl")
    }

    /// Waits for events.
    ///
    /// - Parameter nanoseconds: The longest wait; nil for ever.
    /// - Returns: The number of events, to be asked for by position.
    mutating func wait(_ nanoseconds: Int64?) -> Int {
        // An interrupted wait has no events.
        max(0, Int(unsafe cepoll_wait(descriptor, &tokens, &kinds, nanoseconds ?? -1)))
    }

    /// The token of an event.
    func token(_ position: Int) -> Int { Int(tokens[position]) }

    /// Whether an event says that there is something to read: bytes, or the end.
    func isReadable(_ position: Int) -> Bool {
        kinds[position] & ~UInt32(CEPOLL_WRITABLE) != 0
    }

    /// Whether an event says that there is room to write.
    func isWritable(_ position: Int) -> Bool { kinds[position] & UInt32(CEPOLL_WRITABLE) != 0 }
}
