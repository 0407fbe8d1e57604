// SPDX-License-Identifier: Apache-2.0

/// The validated start of URLs, read once: scheme, host, maybe a port and a path, and no slash at its end.
package struct BaseURL: Sendable, Equatable {
    /// The URL without a slash at its end, for the operator.
    package let text: String
    /// Where it leads.
    package let origin: Origin
    /// The path; empty for none.
    package let path: String
    /// Whether the path ends with a version that ``target(of:)`` does not repeat.
    private let hasVersion: Bool

    /// Reads a configured URL: http or https, a host, maybe a port and a path, with or without slashes at its end.
    ///
    /// - Parameters:
    ///   - text: The URL, without blanks around it.
    ///   - defaultPath: The path, such as `/v1`, that a URL without one gets.
    /// - Throws: ``Fault``, which says what is wrong with the URL.
    package init(_ text: String, defaultPath: String = "") throws(Fault) {
        guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) && !Self.neverInURLs.contains($0) }) else {
            throw .badCharacter
        }
        guard let parts = URLParts(text), parts.scheme == "http" || parts.scheme == "https" else { throw .noScheme }
        guard !parts.afterScheme.utf8.contains(UInt8(ascii: "?")) else { throw .query }
        guard !parts.afterScheme.utf8.contains(UInt8(ascii: "#")) else { throw .fragment }
        guard parts.userInfo == nil else { throw .userInfo }
        let (host, isSecure) = (try Self.host(parts), parts.scheme == "https")
        origin = Origin(
            isSecure: isSecure,
            host: host.lowercased(),
            port: try Self.port(parts) ?? (isSecure ? 443 : 80)
        )
        var path = parts.afterAuthority
        while path.utf8.last == UInt8(ascii: "/") { path.removeLast() }
        self.path = path.isEmpty ? defaultPath : String(path)
        hasVersion = self.path.hasSuffix(Self.version)
        let authority = parts.afterScheme[..<parts.afterAuthority.startIndex]
        self.text = "\(parts.scheme)://\(authority)\(self.path)"
    }

    /// The request target (RFC 9112 section 3.2.1) of an endpoint, whose percent-encoded path begins with a slash.
    ///
    /// A version at the path's start is not repeated: some programs want a base URL with it, others one without.
    package func target(of path: String) -> String {
        hasVersion && path.utf8.starts(with: Self.versionStart.utf8)
            ? self.path + path.dropFirst(Self.version.utf8.count) : self.path + path
    }

    private static let version = "/v1"
    private static let versionStart = "/v1/"

    /// Printable characters of ASCII that stand in no URL (RFC 3986 section 2).
    static let neverInURLs: [UInt8] = [
        UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\\"), UInt8(ascii: "^"),
        UInt8(ascii: "`"), UInt8(ascii: "{"), UInt8(ascii: "|"), UInt8(ascii: "}"),
    ]

    private static func host(_ parts: URLParts) throws(Fault) -> Substring {
        guard let host = parts.host, !host.isEmpty else { throw .noHost }
        let isHost =
            parts.isBracketed
            ? host.allSatisfy { $0.isHexDigit || $0 == ":" || $0 == "." }
            : host.allSatisfy { $0.isLetter || $0.isNumber || "-._~%".contains($0) }
        guard isHost else { throw .noHost }
        return host
    }

    /// The port; nil when there is none.
    private static func port(_ parts: URLParts) throws(Fault) -> Int? {
        if parts.afterHost.isEmpty { return nil }
        guard let digits = parts.portDigits, let port = Int(digits), (1...65_535).contains(port) else { throw .badPort }
        return port
    }
}
