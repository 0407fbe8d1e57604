// SPDX-License-Identifier: Apache-2.0

internal import CEpoll
internal import Glibc

/// Sockets that never block.
enum Socket {
    /// What is left of a read or write that could not be done.
    enum Outcome {
        /// That many bytes were moved; 0 read is the end of the stream.
        case moved(Int)
        /// The socket has nothing, or no room.
        case blocked
        /// The connection is broken.
        case failed
    }

    /// Raises the soft limit on open files to the hard one, and returns it.
    static func raiseFileLimit() -> Int { Int(cepoll_raise_file_limit()) }

    /// Makes the calling thread's timers exact.
    static func makeTimersExact() { cepoll_exact_timers() }

    /// Listens on a port of the loopback interface; 0 for a free one.
    static func listen(port: Int) throws -> Int32 {
        try SystemError.check(cepoll_listen(UInt16(port)), "listening on port \(port)")
    }

    /// The port of a listening socket.
    static func port(of socket: Int32) throws -> Int { Int(try SystemError.check(cepoll_port(socket), "getsockname")) }

    /// Takes a connection; nil when none waits.
    static func accept(_ listener: Int32) -> Int32? {
        let socket = cepoll_accept(listener)
        return socket >= 0 ? socket : nil
    }

    /// Begins to connect to a port of the loopback interface.
    ///
    /// The size of the receive buffer is in bytes; 0 stands for the system's choice.
    static func connect(port: Int, receiveBuffer: Int = 0) throws -> Int32 {
        try SystemError.check(cepoll_connect(UInt16(port), Int32(receiveBuffer)), "connecting to port \(port)")
    }

    /// Connects to a unix socket; nil when nobody listens there.
    static func connect(unixSocket path: String) -> Int32? {
        let socket = unsafe cepoll_connect_unix(path)
        return socket >= 0 ? socket : nil
    }

    /// Sends a part of an array.
    static func send(_ socket: Int32, _ bytes: [UInt8], _ start: Int, _ end: Int) -> Outcome {
        outcome(unsafe cepoll_send(socket, bytes, start, end - start))
    }

    /// Receives into a part of an array.
    static func receive(_ socket: Int32, _ bytes: inout [UInt8], _ start: Int, _ end: Int) -> Outcome {
        outcome(unsafe cepoll_receive(socket, &bytes, start, end - start))
    }

    /// Closes a socket as usual.
    static func close(_ socket: Int32) { _ = Glibc.close(socket) }

    /// Closes a socket with a reset, so that no port stays behind.
    static func reset(_ socket: Int32) { cepoll_reset(socket) }

    private static func outcome(_ result: Int64) -> Outcome {
        if result >= 0 { return .moved(Int(result)) }
        return result == -Int64(CEPOLL_AGAIN) ? .blocked : .failed
    }
}
