// SPDX-License-Identifier: Apache-2.0

/// The URL of a request in the two parts that HTTP needs: where to connect, and what to ask for there.
struct RequestURL: Sendable, Equatable {
    /// Where to connect.
    let origin: Origin
    /// The value of `Host`, see ``Origin/authority``.
    let authority: String
    /// The request target: path and query, never empty (RFC 9112 section 3.2.1).
    let target: String

    /// Reads an absolute http or https URL; nil when it is none, has a user, or has bytes that a URL cannot have.
    ///
    /// A fragment is dropped.
    init?(_ text: String) {
        // Whatever could end the request's first line early must not get into it.
        guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { return nil }
        guard let separator = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        let isSecure: Bool
        let scheme = text[..<separator]
        if scheme.isEqual(toLowerCase: "https") {
            isSecure = true
        } else if scheme.isEqual(toLowerCase: "http") {
            isSecure = false
        } else {
            return nil
        }
        guard text[separator...].utf8.starts(with: "://".utf8) else { return nil }
        let rest = text[text.utf8.index(separator, offsetBy: 3)...]
        let pathStart = rest.utf8.firstIndex(where: Self.endsAuthority) ?? rest.endIndex
        guard let origin = Self.origin(rest[..<pathStart], isSecure: isSecure) else { return nil }
        self.origin = origin
        authority = origin.authority
        let fragment = rest.utf8.firstIndex(of: UInt8(ascii: "#")) ?? rest.endIndex
        let target = rest[pathStart..<fragment]
        self.target = target.utf8.first == UInt8(ascii: "/") ? String(target) : "/\(target)"
    }

    private static func origin(_ authority: Substring, isSecure: Bool) -> Origin? {
        var host = authority
        var afterHost: Substring = ""
        if authority.utf8.first == UInt8(ascii: "[") {
            guard let close = authority.utf8.firstIndex(of: UInt8(ascii: "]")) else { return nil }
            host = authority[..<close].dropFirst()
            afterHost = authority[authority.utf8.index(after: close)...]
        } else if let colon = authority.utf8.firstIndex(of: UInt8(ascii: ":")) {
            host = authority[..<colon]
            afterHost = authority[colon...]
        }
        guard !host.isEmpty, host.utf8.count <= longestHost, !host.utf8.contains(where: Self.isNeverInHosts) else {
            return nil
        }
        var port = isSecure ? 443 : 80
        if !afterHost.isEmpty {
            let digits = afterHost.utf8.dropFirst()
            guard afterHost.utf8.first == UInt8(ascii: ":"), digits.allSatisfy(Self.isDigit),
                let number = UInt16(afterHost.dropFirst()), number > 0
            else {
                return nil
            }
            port = Int(number)
        }
        return Origin(isSecure: isSecure, host: host.lowercased(), port: port)
    }

    /// The most bytes of a host: what a name can have (RFC 1035 section 2.3.4), and a SOCKS proxy can be told.
    private static let longestHost = 255

    private static func isDigit(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }

    private static func endsAuthority(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "/") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#")
    }

    private static func isNeverInHosts(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "@") || byte == UInt8(ascii: "[") || byte == UInt8(ascii: "]")
    }
}

extension Substring {
    /// Whether ASCII text is a text in lower case but for the case of its letters.
    fileprivate func isEqual(toLowerCase other: String) -> Bool {
        utf8.count == other.utf8.count && zip(utf8, other.utf8).allSatisfy { $0 | 0x20 == $1 }
    }
}
