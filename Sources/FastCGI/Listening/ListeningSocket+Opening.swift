// SPDX-License-Identifier: Apache-2.0

internal import CFastCGI
internal import Glibc
internal import OperatingSystem

extension ListeningSocket {
    /// The queue of connections that wait to be accepted.
    ///
    /// A full queue of a unix socket refuses at once, and nginx answers 502: a burst of 1,000 clients loses 241
    /// connections with 128 places and none with 4,096. The kernel caps it at `net.core.somaxconn`.
    static let backlog: Int32 = 4_096

    /// Makes a socket and listens on it.
    ///
    /// A unix socket's file that nobody listens on any more is replaced.
    ///
    /// - Throws: ``FastCGIError``: ``FastCGIError/Code/addressInUse`` when somebody listens there.
    package static func open(
        _ address: ListenAddress,
        access: UnixSocketAccess = UnixSocketAccess()
    ) throws(FastCGIError) -> ListeningSocket {
        switch address {
        case .unix(let path):
            let (fileDescriptor, file) = try UnixSocketFile.listen(path, access: access, backlog: backlog)
            return ListeningSocket(
                fileDescriptor: fileDescriptor,
                description: address.description,
                isUnix: true,
                isOwned: true,
                file: file
            )
        case .tcp(let host, let port):
            return ListeningSocket(
                fileDescriptor: try listen(host: host, port: port),
                description: address.description,
                isUnix: false,
                isOwned: true
            )
        }
    }

    private static func listen(host: String, port: UInt16) throws(FastCGIError) -> Int32 {
        var hints = unsafe addrinfo()
        unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        unsafe hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV
        var addresses: UnsafeMutablePointer<addrinfo>?
        let found = unsafe getaddrinfo(host, String(port), &hints, &addresses)
        guard found == 0, let address = unsafe addresses else {
            throw FastCGIError(.configuration, "cannot listen on \(host):\(port): unknown host")
        }
        defer { unsafe freeaddrinfo(addresses) }
        let fileDescriptor = unsafe socket(
            address.pointee.ai_family,
            Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue),
            0
        )
        guard fileDescriptor >= 0 else {
            throw FastCGIError(.system, "cannot make a socket: \(SystemCall.describeLastError())")
        }
        SocketOptions.set(fileDescriptor, SOL_SOCKET, SO_REUSEADDR, Int32(1))
        guard
            unsafe bind(fileDescriptor, address.pointee.ai_addr, address.pointee.ai_addrlen) == 0,
            Glibc.listen(fileDescriptor, backlog) == 0
        else {
            let number = errno
            Glibc.close(fileDescriptor)
            throw FastCGIError(
                number == EADDRINUSE ? .addressInUse : .configuration,
                "cannot listen on \(host):\(port): \(SystemCall.describe(number))"
            )
        }
        return fileDescriptor
    }
}
