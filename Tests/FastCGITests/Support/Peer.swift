// SPDX-License-Identifier: Apache-2.0

import Glibc
import NIOConcurrencyHelpers

/// The web server's end of a connection; its calls block for ten seconds at the most.
final class Peer: Sendable {
    /// A call of the peer's side that failed.
    struct Failure: Error {
        var call: String
        var number: Int32
    }

    let fileDescriptor: Int32
    private let isClosed = NIOLockedValueBox(false)

    init(fileDescriptor: Int32) {
        self.fileDescriptor = fileDescriptor
        set(SO_RCVTIMEO, timeval(tv_sec: 10, tv_usec: 0))
        set(SO_SNDTIMEO, timeval(tv_sec: 10, tv_usec: 0))
    }

    /// Connects to a unix socket.
    init(path: String, type: __socket_type = SOCK_STREAM) throws {
        fileDescriptor = socket(AF_UNIX, Int32(type.rawValue | SOCK_CLOEXEC.rawValue), 0)
        set(SO_RCVTIMEO, timeval(tv_sec: 10, tv_usec: 0))
        set(SO_SNDTIMEO, timeval(tv_sec: 10, tv_usec: 0))
        var address = UnixAddress(path)
        guard unsafe address.use({ unsafe connect(fileDescriptor, $0, $1) }) == 0 else {
            throw Failure(call: "connect", number: errno)
        }
    }

    /// Connects to a port of 127.0.0.1.
    init(port: UInt16, receiveBuffer: Int32? = nil) throws {
        fileDescriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        set(SO_RCVTIMEO, timeval(tv_sec: 10, tv_usec: 0))
        set(SO_SNDTIMEO, timeval(tv_sec: 10, tv_usec: 0))
        if let receiveBuffer { set(SO_RCVBUF, receiveBuffer) }
        unsafe _ = setsockopt(fileDescriptor, Int32(IPPROTO_TCP), TCP_NODELAY, [Int32(1)], 4)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        let result = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                unsafe connect(fileDescriptor, pointer, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else { throw Failure(call: "connect", number: errno) }
    }

    /// Sets an option of the socket layer.
    func set<Value: BitwiseCopyable>(_ option: Int32, _ value: Value) {
        var value = value
        unsafe _ = setsockopt(fileDescriptor, SOL_SOCKET, option, &value, socklen_t(MemoryLayout<Value>.size))
    }

    /// Sends all bytes.
    func send(_ bytes: [UInt8]) throws {
        var start = 0
        while start < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[start...])
                return unsafe Glibc.send(fileDescriptor, rest.baseAddress, rest.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw Failure(call: "send", number: errno) }
            start += count
        }
    }

    /// Receives what is there, or the next bytes; none at the end.
    func receive(_ limit: Int = 65_536) throws -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: limit)
        let count = unsafe recv(fileDescriptor, &buffer, limit, 0)
        guard count >= 0 else { throw Failure(call: "recv", number: errno) }
        return Array(buffer[..<count])
    }

    /// Receives this many bytes; fewer only at the end.
    func receive(exactly count: Int) throws -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count {
            let next = try receive(count - bytes.count)
            if next.isEmpty { break }
            bytes += next
        }
        return bytes
    }

    /// Receives all bytes until the other side closes; a reset counts as the end.
    func receiveToEnd() throws -> [UInt8] {
        var bytes: [UInt8] = []
        while true {
            do {
                let next = try receive()
                if next.isEmpty { return bytes }
                bytes += next
            } catch let failure as Failure where failure.number == ECONNRESET {
                return bytes
            }
        }
    }

    /// Receives records up to END_REQUEST.
    func receiveAnswer() throws -> [WireRecord] {
        var bytes: [UInt8] = []
        var records: [WireRecord] = []
        while records.last?.type != WireRecord.Kind.end {
            let next = try receive()
            if next.isEmpty { throw Failure(call: "recv: end of stream before END_REQUEST", number: 0) }
            bytes += next
            let parsed = WireRecord.parse(bytes)
            records += parsed.records
            bytes.removeFirst(parsed.size)
        }
        return records
    }

    /// Sends a request and receives the content of its answer.
    func exchange(_ request: WireRequest) throws -> [UInt8] {
        try send(request.bytes)
        return try receiveAnswer().filter { $0.type == WireRecord.Kind.stdout }.flatMap(\.content)
    }

    /// True when the other side has closed: waits for it, ten seconds at the most.
    func seesEnd() -> Bool {
        (try? receiveToEnd()) != nil
    }

    /// Ends this side's output.
    func shutdownOutput() {
        _ = shutdown(fileDescriptor, Int32(SHUT_WR))
    }

    func close() {
        let isFirst = isClosed.withLockedValue { isClosed in
            defer { isClosed = true }
            return !isClosed
        }
        if isFirst { _ = Glibc.close(fileDescriptor) }
    }

    deinit {
        close()
    }
}
