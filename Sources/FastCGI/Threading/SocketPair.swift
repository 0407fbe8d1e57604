// SPDX-License-Identifier: Apache-2.0

internal import CFastCGI
internal import Glibc
internal import NIOConcurrencyHelpers
internal import OperatingSystem

/// Two connected sockets of this process: what is sent at one end is read at the other, by whoever must have a descriptor.
final class SocketPair: Sendable {
    private let writer: Int32
    private let reader: NIOLockedValueBox<Int32>

    /// Bytes that can be sent before any is read; the kernel counts its own share among them.
    private static let capacity: Int32 = 256 << 10

    /// Makes one.
    init() throws(FastCGIError) {
        var ends: [Int32] = [-1, -1]
        guard unsafe socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0 else {
            throw FastCGIError(.system, "cannot make a socket pair: \(SystemCall.describeLastError())")
        }
        writer = ends[0]
        reader = NIOLockedValueBox(ends[1])
        SocketOptions.set(writer, SOL_SOCKET, SO_SNDBUF, Self.capacity)
    }

    /// Sends bytes; false when they did not all fit.
    func send(_ bytes: [UInt8]) -> Bool {
        unsafe bytes.withUnsafeBytes { buffer in
            unsafe cfastcgi_send(writer, buffer.baseAddress, buffer.count, nil, 0, nil, 0) == buffer.count
        }
    }

    /// Lends the reading end to somebody who may close it.
    func takeReader() -> Int32 {
        reader.withLockedValue { reader in
            defer { reader = -1 }
            return reader
        }
    }

    /// Takes the reading end back.
    func giveBack(_ fileDescriptor: Int32) {
        reader.withLockedValue { $0 = fileDescriptor }
    }

    deinit {
        close(writer)
        let reader = takeReader()
        if reader >= 0 { close(reader) }
    }
}
