// SPDX-License-Identifier: Apache-2.0

/// Decodes percent escapes; an escape that is none stays as it is.
enum PercentEncoding {
    static func decoded(_ text: some StringProtocol) -> String {
        decoded(text, spaceForPlus: false)
    }

    /// Decodes a name or a value of a query, where a plus sign is a space.
    static func decodedField(_ text: Substring) -> String {
        decoded(text, spaceForPlus: true)
    }

    private static func decoded(_ text: some StringProtocol, spaceForPlus: Bool) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            let digits = String(decoding: rest.prefix(2), as: UTF8.self)
            if byte == UInt8(ascii: "%"), digits.utf8.count == 2, let decoded = UInt8(digits, radix: 16) {
                bytes.append(decoded)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(spaceForPlus && byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
