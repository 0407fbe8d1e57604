// SPDX-License-Identifier: Apache-2.0

package import ByteStrings

/// A URL that a caller or a server has named: http or https, at the port of one of them, without a name and a password.
///
/// It is read strictly, so that nothing in it is understood in two ways: whatever is odd is no URL.
package struct WebURL: Sendable, Equatable {
    /// The most bytes of one.
    package static let longest = 8_192

    /// Where it leads.
    package let origin: Origin
    /// Path and query, with a slash at the start.
    package let target: String

    /// Reads a URL with its scheme.
    ///
    /// - Throws: ``Fault``, which says what is wrong with it.
    package init(_ text: ByteString) throws(Fault) {
        guard text.count <= Self.longest else { throw .tooLong }
        guard text.bytes.allSatisfy({ (0x21...0x7E).contains($0) && !BaseURL.neverInURLs.contains($0) }) else {
            throw .badCharacter
        }
        // From here on it is ASCII, of limited length.
        guard let parts = URLParts(text.string), parts.scheme == "http" || parts.scheme == "https" else {
            throw .badScheme
        }
        guard parts.userInfo == nil else { throw .userInfo }
        guard let host = parts.host, Self.isHost(host, isBracketed: parts.isBracketed) else { throw .badHost }
        let isSecure = parts.scheme == "https"
        origin = Origin(
            isSecure: isSecure,
            host: host.lowercased(),
            port: try Self.port(parts) ?? (isSecure ? 443 : 80)
        )
        let target = parts.afterAuthority.prefix { $0 != "#" }
        self.target = target.utf8.first == UInt8(ascii: "/") ? String(target) : "/\(target)"
    }

    /// Reads the target of a redirect (RFC 9110 section 10.2.2), which may leave out what is the same.
    ///
    /// - Throws: ``Fault``, also where it leads from https to http.
    package func following(_ reference: ByteString) throws(Fault) -> WebURL {
        let url = try WebURL(resolving(reference))
        guard url.origin.isSecure || !origin.isSecure else { throw .badScheme }
        return url
    }

    /// Adds what a reference leaves out (RFC 3986 section 5.2); dots in its path stay, for the server.
    private func resolving(_ reference: ByteString) -> ByteString {
        let mark = reference.bytes.first { ":/?#".utf8.contains($0) }
        if mark == UInt8(ascii: ":") { return reference }
        let path = target.utf8.prefix { $0 != UInt8(ascii: "?") }
        var start = Array(origin.description.utf8)
        switch reference.bytes.first {
        case UInt8(ascii: "/") where reference.hasPrefix("//"):
            start = Array((origin.isSecure ? "https:" : "http:").utf8)
        case UInt8(ascii: "/"): break
        case UInt8(ascii: "?"): start += path
        case UInt8(ascii: "#"), nil: start += target.utf8
        default: start += path[..<(path.lastIndex(of: UInt8(ascii: "/")) ?? path.startIndex)] + [UInt8(ascii: "/")]
        }
        return ByteString(start + reference.bytes)
    }

    /// The port; nil when there is none.
    ///
    /// Two ports and no more: with any of them a caller could look which doors of a machine are open.
    private static func port(_ parts: URLParts) throws(Fault) -> Int? {
        guard let digits = parts.portDigits else { throw .badPort }
        if digits.isEmpty { return nil }
        guard let port = Int(digits), port == 80 || port == 443 else { throw .badPort }
        return port
    }

    /// Whether a host is a name of letters, digits, hyphens and underscores, or an address as it is usually written.
    ///
    /// What ends with a number is an address (WHATWG URL, ends in a number), as no top-level domain begins with a digit: the
    /// system would take `127.1`, `0x7f.1` and `2130706433` for 127.0.0.1.
    private static func isHost(_ host: Substring, isBracketed: Bool) -> Bool {
        if isBracketed { return host.utf8.contains(UInt8(ascii: ":")) && IPAddress(host) != nil }
        guard host.utf8.count <= 253 else { return false }
        let labels = host.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        let areLabels = labels.allSatisfy { label in
            (1...63).contains(label.count)
                && label.allSatisfy { $0.isASCIILetter || $0.isASCIIDigit || "-_".utf8.contains($0) }
        }
        guard areLabels, let last = labels.last else { return false }
        return last.first?.isASCIIDigit != true || IPAddress(host) != nil
    }
}
