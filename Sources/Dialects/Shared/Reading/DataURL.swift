// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings

/// A URL that holds its data in base64.
///
/// Source: RFC 2397.
struct DataURL {
    /// The media type without its parameters, in small letters; empty for none.
    let mediaType: ByteString
    /// The data in base64, as they came.
    let base64: ArraySlice<UInt8>

    /// Whether a text begins as such a URL does.
    static func isOne(_ text: ByteString) -> Bool {
        text.hasPrefixIgnoringCase("data:")
    }

    /// Reads a URL; nil when it is none, or its data are not in base64.
    init?(_ text: ByteString) {
        guard Self.isOne(text) else { return nil }
        let rest = text.dropFirst(5)
        let head = rest.prefix { $0 != UInt8(ascii: ",") }
        guard head.count < rest.count else { return nil }
        let parts = head.split { $0 == UInt8(ascii: ";") }
        guard head.bytes.last != UInt8(ascii: ";"), let last = parts.last, last.equalsIgnoringCase("base64") else {
            return nil
        }
        let first = parts.count > 1 ? parts[0] : ""
        mediaType = first.contains("/") ? first.lowercased : ""
        base64 = rest.dropFirst(head.count + 1).bytes
    }
}
