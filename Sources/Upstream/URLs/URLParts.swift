// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings

/// The parts of a URL with an authority, as they are written (RFC 3986 section 3).
///
/// All URLs are taken apart here, when the configuration is read; what a part may hold is for its reader to say.
struct URLParts {
    /// The scheme, in lower case.
    let scheme: String
    /// What stands before the last `@` of the authority; nil without one.
    let userInfo: Substring?
    /// The host without its brackets, maybe empty; nil when a bracket is not closed.
    let host: Substring?
    /// Whether the host stands in brackets, as an IPv6 address does.
    let isBracketed: Bool
    /// What stands behind the host: a colon and the port, if all is well; empty for none.
    let afterHost: Substring
    /// What stands behind `://`.
    let afterScheme: Substring
    /// What stands behind the authority: path, query and fragment.
    let afterAuthority: Substring

    /// Takes a URL apart; nil when nothing in it ends with `://` as a scheme does.
    init?(_ text: String) {
        guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")), text[colon...].utf8.starts(with: "://".utf8)
        else { return nil }
        scheme = text[..<colon].lowercased()
        afterScheme = text[text.utf8.index(colon, offsetBy: 3)...]
        let end = afterScheme.utf8.firstIndex(where: Self.endsAuthority) ?? afterScheme.endIndex
        afterAuthority = afterScheme[end...]
        var place = afterScheme[..<end]
        if let at = place.utf8.lastIndex(of: UInt8(ascii: "@")) {
            userInfo = place[..<at]
            place = place[place.utf8.index(after: at)...]
        } else {
            userInfo = nil
        }
        isBracketed = place.utf8.first == UInt8(ascii: "[")
        if isBracketed {
            let close = place.utf8.firstIndex(of: UInt8(ascii: "]"))
            host = close.map { place[..<$0].dropFirst() }
            afterHost = close.map { place[place.utf8.index(after: $0)...] } ?? ""
        } else {
            let colon = place.utf8.firstIndex(of: UInt8(ascii: ":")) ?? place.endIndex
            host = place[..<colon]
            afterHost = place[colon...]
        }
    }

    /// The digits of the port, maybe none; nil when something else than a port stands behind the host.
    var portDigits: Substring? {
        guard let first = afterHost.utf8.first else { return afterHost }
        let digits = afterHost[afterHost.utf8.index(after: afterHost.startIndex)...]
        return first == UInt8(ascii: ":") && digits.utf8.allSatisfy(\.isASCIIDigit) ? digits : nil
    }

    private static func endsAuthority(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "/") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#")
    }
}
