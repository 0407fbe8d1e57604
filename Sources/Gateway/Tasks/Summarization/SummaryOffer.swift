// SPDX-License-Identifier: Apache-2.0

/// The offer of further help that models put behind an answer.
enum SummaryOffer {
    private static let openings = [
        "let me know if", "please let me know", "would you like me to", "do you want me to", "if you'd like",
        "if you would like", "if you need", "if you want me to", "i hope this helps", "i hope that helps",
        "hope this helps", "feel free to ask", "is there anything else",
    ]

    /// The text without an offer that is its last paragraph.
    static func removed(_ text: String) -> String {
        guard let last = text.split(separator: "\n\n", omittingEmptySubsequences: true).last else { return text }
        let words = String(last).trimmed().lowercased()
        // A summary of one paragraph is never an offer.
        guard last.startIndex > text.startIndex, openings.contains(where: { words.hasPrefix($0) }) else { return text }
        return String(text[..<last.startIndex])
    }
}
