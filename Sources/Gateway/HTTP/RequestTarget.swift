// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import FastCGI

/// Where a request goes: the path and the query of its target (RFC 9112, section 3.2).
///
/// The one place that says which spellings of a path are the same: percent escapes are decoded, repeated slashes count as
/// one, and one at the end as none. Nothing else is: `.` and `..` are names like any other, `;` begins no parameters, and
/// capital letters differ from small ones.
struct RequestTarget: Sendable {
    /// The path as messages and the log show it: as it came, its escapes decoded.
    let shownPath: ByteString
    /// The path in the spelling that all others of the same path are brought into; empty when the target has none.
    let path: ByteString
    /// Whether the path came in that spelling.
    let isNormal: Bool
    /// What stands between the first `?` and a `#`, its escapes not decoded.
    let query: ByteString

    /// Reads the target out of a request's variables; nil when none of them tells it.
    ///
    /// REQUEST_URI comes first, as SCRIPT_NAME and PATH_INFO are divided differently by every web server. Where it is
    /// missing the two together are the path, decoded already (RFC 3875, sections 4.1.5 and 4.1.13).
    init?(_ params: Params) {
        if let sent = params["REQUEST_URI"], !sent.isEmpty {
            self.init(sent)
            return
        }
        let path = (params.first("SCRIPT_NAME") ?? []) + (params.first("PATH_INFO") ?? [])
        guard !path.isEmpty else { return nil }
        self.init(sent: ByteString(path), decoded: ByteString(path), query: params["QUERY_STRING"] ?? "")
    }

    /// Reads a target as the client sent it: a path and a query, with or without scheme and authority before them.
    ///
    /// Escapes that are none stay as they are: such a path is nowhere.
    init(_ target: ByteString) {
        let bytes = Self.withoutAuthority(target.bytes).prefix { $0 != UInt8(ascii: "#") }
        let path = bytes.prefix { $0 != UInt8(ascii: "?") }
        // Without a path a target is one only behind an authority.
        let isRoot = path.isEmpty && path.startIndex > target.bytes.startIndex
        let sent: ByteString = isRoot ? "/" : ByteString(path)
        let hasEscapes = sent.bytes.contains(UInt8(ascii: "%"))
        self.init(
            sent: sent,
            decoded: hasEscapes ? ByteString(PercentEncoding.decode(sent.bytes)) : sent,
            query: ByteString(bytes[path.endIndex...].dropFirst())
        )
    }

    private init(sent: ByteString, decoded: ByteString, query: ByteString) {
        shownPath = decoded
        path = Self.withSingleSlashes(decoded)
        isNormal = path == sent
        self.query = query
    }

    /// The target of the absolute form behind its scheme and authority (RFC 9112, section 3.2.2); any other as it is.
    private static func withoutAuthority(_ target: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        guard target.first != UInt8(ascii: "/") else { return target }
        let text = ByteString(target)
        for scheme: ByteString in ["http://", "https://"] where text.hasPrefixIgnoringCase(scheme) {
            let rest = target.dropFirst(scheme.count)
            let end = rest.firstIndex { byte in
                byte == UInt8(ascii: "/") || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#")
            }
            // A host that is empty is none.
            return end == rest.startIndex || rest.isEmpty ? target : rest[(end ?? rest.endIndex)...]
        }
        return target
    }

    private static func withSingleSlashes(_ path: ByteString) -> ByteString {
        let slash = UInt8(ascii: "/")
        var bytes = path.bytes
        if zip(bytes, bytes.dropFirst()).contains(where: { $0 == slash && $1 == slash }) {
            var single: [UInt8] = []
            single.reserveCapacity(bytes.count)
            for byte in bytes where byte != slash || single.last != slash { single.append(byte) }
            bytes = single[...]
        }
        if bytes.count > 1, bytes.last == slash { bytes.removeLast() }
        return ByteString(bytes)
    }
}
