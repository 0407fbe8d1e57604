// SPDX-License-Identifier: Apache-2.0

internal import JSONCoding

/// Takes from a model's answer what is not the summary.
///
/// Models put thoughts, an introduction, fences, quotation marks or a closing offer around it, even when they are told
/// not to.
enum SummaryText {
    /// The summary alone; empty when the answer holds nothing else.
    static func clean(_ answer: String) -> String {
        var text = answer.withoutThoughts()
        // One wrapping may hold another: a fence in quotation marks behind an introduction. Each round takes something
        // off, so it ends; answers are not wrapped in more than a few.
        for _ in 0..<8 {
            let before = text
            for unwrap in [
                { $0.withoutFence() }, summaryMember, SummaryIntroduction.removed, SummaryOffer.removed, withoutQuotes,
            ] as [(String) -> String] {
                text = unwrap(text).trimmed()
            }
            if text == before { break }
        }
        return text
    }

    /// The summary of an answer that is a JSON object with nothing but that in it.
    private static func summaryMember(_ text: String) -> String {
        guard text.hasPrefix("{"), let object = try? JSONValue(parsing: ArraySlice(text.utf8)).objectValue,
            object.members.count == 1, let member = object.members.first, member.key.lowercased() == "summary"
        else { return text }
        return member.value.stringValue ?? text
    }

    private static let quotes: [Character: Character] = [
        "\"": "\"", "“": "”", "„": "“", "«": "»", "»": "«", "「": "」", "『": "』", "'": "'", "‘": "’",
    ]

    /// The text without quotation marks around the whole of it; those around its first and last words stay.
    private static func withoutQuotes(_ text: String) -> String {
        guard text.count > 1, let first = text.first, let last = text.last, quotes[first] == last else { return text }
        let inner = text.dropFirst().dropLast()
        return inner.contains(first) || inner.contains(last) ? text : String(inner)
    }
}
