// SPDX-License-Identifier: Apache-2.0

/// The validated start of a provider's URLs: scheme, host, maybe a port and a path, and no slash at its end.
package struct BaseURL: Sendable, Equatable {
    /// The URL without a slash at its end.
    package let text: String

    /// Reads a configured URL: http or https, a host, maybe a port and a path, with or without slashes at its end.
    ///
    /// - Parameters:
    ///   - text: The URL; blanks around it are ignored.
    ///   - defaultPath: The path, such as `/v1`, that a URL without one gets.
    /// - Throws: ``Fault``, which says what is wrong with the URL.
    package init(_ text: String, defaultPath: String = "") throws(Fault) {
        let trimmed = text.trimmingBlanks()
        guard trimmed.utf8.allSatisfy({ (0x21...0x7E).contains($0) && !Self.neverInURLs.contains($0) }) else {
            throw .badCharacter
        }
        guard let colon = trimmed.firstIndex(of: ":"), trimmed[colon...].hasPrefix("://") else { throw .noScheme }
        let scheme = trimmed[..<colon].lowercased()
        guard scheme == "http" || scheme == "https" else { throw .noScheme }
        let rest = trimmed[trimmed.index(colon, offsetBy: 3)...]
        guard !rest.contains("?") else { throw .query }
        guard !rest.contains("#") else { throw .fragment }
        let authority = rest.prefix { $0 != "/" }
        guard !authority.contains("@") else { throw .userInfo }
        try Self.check(authority)
        var path = rest[authority.endIndex...]
        while path.last == "/" { path.removeLast() }
        self.text = "\(scheme)://\(authority)\(path.isEmpty ? Substring(defaultPath) : path)"
    }

    /// The URL of an endpoint, whose percent-encoded path begins with a slash.
    ///
    /// A version at the path's start is not repeated: some programs want a base URL with it, others one without.
    func appending(_ path: String) -> String {
        text.hasSuffix(Self.version) && path.hasPrefix(Self.version + "/")
            ? text + path.dropFirst(Self.version.count) : text + path
    }

    private static let version = "/v1"

    private static let neverInURLs: [UInt8] = [
        UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\\"), UInt8(ascii: "^"),
        UInt8(ascii: "`"), UInt8(ascii: "{"), UInt8(ascii: "|"), UInt8(ascii: "}"),
    ]

    /// Checks `host`, `host:port`, `[::1]` or `[::1]:port`.
    private static func check(_ authority: Substring) throws(Fault) {
        let host: Substring
        let afterHost: Substring
        if authority.first == "[" {
            guard let close = authority.firstIndex(of: "]") else { throw .noHost }
            host = authority[..<close].dropFirst()
            afterHost = authority[authority.index(after: close)...]
            guard host.allSatisfy({ $0.isHexDigit || $0 == ":" || $0 == "." }) else { throw .noHost }
        } else {
            host = authority.prefix { $0 != ":" }
            afterHost = authority[host.endIndex...]
            guard host.allSatisfy({ $0.isLetter || $0.isNumber || "-._~%".contains($0) }) else { throw .noHost }
        }
        guard !host.isEmpty else { throw .noHost }
        if afterHost.isEmpty { return }
        let digits = afterHost.dropFirst()
        guard afterHost.first == ":", digits.allSatisfy(\.isNumber), let port = Int(digits), (1...65535).contains(port)
        else { throw .badPort }
    }
}

extension BaseURL {
    /// What is wrong with a configured URL.
    package enum Fault: String, Error, Sendable {
        case noScheme = "must be a URL that begins with http:// or https://"
        case noHost = "must be a URL with a host"
        case badPort = "must be a URL with a port from 1 to 65535, or none"
        case badCharacter = "must be a URL without blanks, control characters or characters beyond ASCII"
        case userInfo = "must be a URL without a user name or password"
        case query = "must be a URL without a query"
        case fragment = "must be a URL without a fragment"
    }
}
