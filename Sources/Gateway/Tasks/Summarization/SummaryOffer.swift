// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings

/// The offer of further help that models put behind an answer.
enum SummaryOffer {
    /// The most bytes that an offer has.
    private static let longest = 240

    private static let openings: [ByteString] = [
        "let me know if", "please let me know", "would you like me to", "do you want me to", "if you'd like me to",
        "if you would like me to", "if you want me to", "i hope this helps", "i hope that helps", "hope this helps",
        "feel free to ask", "is there anything else i can",
    ]

    /// The text without an offer that is its last paragraph.
    static func removed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let tail = text.tail(longest)
        guard let start = lastParagraph(of: tail) else { return text }
        let words = ByteString(tail[start...].trimmed()).lowercased
        return openings.contains { words.hasPrefix($0) } ? text[..<start].trimmed() : text
    }

    /// Where the last paragraph begins, behind a blank line; nil when no paragraph stands before it.
    private static func lastParagraph(of text: ArraySlice<UInt8>) -> Int? {
        var isAfterLineEnd = false
        for index in text.indices.reversed() {
            switch text[index] {
            case UInt8(ascii: "\n"):
                if isAfterLineEnd { return index }
                isAfterLineEnd = true
            case UInt8(ascii: "\r"): break
            default: isAfterLineEnd = false
            }
        }
        return nil
    }
}
