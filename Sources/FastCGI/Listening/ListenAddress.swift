// SPDX-License-Identifier: Apache-2.0

/// Where to listen: a unix socket or a TCP port.
package enum ListenAddress: Sendable, Equatable {
    /// A unix socket at a path.
    case unix(path: String)
    /// A TCP port of a host: a name, an IPv4 address, or an IPv6 address.
    case tcp(host: String, port: UInt16)

    /// The longest path that fits `sockaddr_un`, in bytes.
    static let maximumPathLength = 107

    /// Reads `unix:/path/to.sock`, `HOST:PORT` or `[IPV6]:PORT`.
    ///
    /// - Throws: ``FastCGIError/Code/configuration``, with what is wrong.
    package init(_ text: String) throws(FastCGIError) {
        if text.hasPrefix("unix:") {
            let path = String(text.dropFirst("unix:".count))
            guard path.hasPrefix("/") else {
                throw FastCGIError(.configuration, "expected an absolute path after unix:, got \"\(path)\"")
            }
            guard path.utf8.count <= Self.maximumPathLength else {
                throw FastCGIError(
                    .configuration,
                    "expected a socket path of \(Self.maximumPathLength) bytes at the most, got \(path.utf8.count)"
                )
            }
            self = .unix(path: path)
            return
        }
        guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]) else {
            throw FastCGIError(
                .configuration,
                "expected unix:/path/to.sock or HOST:PORT with a port from 0 to 65535, got \"\(text)\""
            )
        }
        var host = text[..<colon]
        let isBracketed = host.hasPrefix("[") && host.hasSuffix("]")
        if isBracketed { host = host.dropFirst().dropLast() }
        guard !host.isEmpty, host.contains(":") == isBracketed, !host.contains(where: { "[]".contains($0) }) else {
            throw FastCGIError(.configuration, "expected HOST:PORT (IPv6 as [::1]:9000), got \"\(text)\"")
        }
        self = .tcp(host: String(host), port: port)
    }

    /// True for a unix socket, and for TCP on an address that only this machine reaches.
    package var isLocal: Bool {
        switch self {
        case .unix: true
        // A name such as 127.example may lead anywhere.
        case .tcp(let host, _):
            host == "localhost" || host == "::1"
                || host.hasPrefix("127.") && host.allSatisfy { $0 == "." || $0.isASCII && $0.isNumber }
        }
    }
}

extension ListenAddress: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unix(let path): "unix:\(path)"
        case .tcp(let host, let port): host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
        }
    }
}
