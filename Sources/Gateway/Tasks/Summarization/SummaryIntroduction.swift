// SPDX-License-Identifier: Apache-2.0

/// The words with which models announce a summary: a heading, a label, or a sentence that ends with a colon.
enum SummaryIntroduction {
    /// The most characters that an introduction has.
    private static let longest = 160

    /// What announcements call a summary, in the languages that models are mostly used in.
    private static let nouns = [
        "summary", "summarization", "summarisation", "summarized", "summarised", "tl;dr", "tldr", "zusammenfassung",
        "zusammengefasst", "résumé", "synthèse", "resumen", "resumo", "sumário", "riassunto", "sintesi", "samenvatting",
        "streszczenie", "podsumowanie", "резюме", "краткое содержание", "özet", "摘要", "总结", "總結", "概要", "要約",
        "まとめ", "요약", "ملخص", "सारांश",
    ]

    /// How announcing sentences begin; with the punctuation behind words that may begin any sentence.
    private static let openings = [
        "here is", "here's", "here’s", "here are", "here you", "below is", "below you", "sure,", "sure!", "sure.",
        "sure thing", "certainly,", "certainly!", "certainly.", "of course,", "of course!", "of course.", "absolutely,",
        "absolutely!", "okay,", "okay!", "okay.", "ok,", "ok!", "ok.", "great,", "great!", "i'd be happy",
        "i have summarized", "i've summarized", "as requested,", "hier ist", "hier die", "hier eine", "hier folgt",
        "gerne!", "gerne,", "gerne.", "natürlich!", "natürlich,", "natürlich.", "voici", "bien sûr", "aquí tiene",
        "aquí está", "claro,", "claro!", "¡claro", "por supuesto", "aqui está", "ecco", "certo,", "certo!", "hier is",
        "natuurlijk,", "natuurlijk!", "oto ", "вот", "конечно", "işte", "以下", "当然", "好的", "다음은",
    ]

    /// The text without the introduction at its start.
    static func removed(_ text: String) -> String {
        let head = text.prefix(longest)
        if let lineEnd = head.firstIndex(where: \.isNewline) {
            let line = text[..<lineEnd]
            if isHeading(line) || isAnnouncement(line) { return String(text[lineEnd...]).trimmed() }
        } else if text.count <= longest, isHeading(text[...]) || isAnnouncement(text[...]) {
            return ""
        }
        // "Summary: The ship sank." and "Here is a summary of the text: The ship sank."
        if let colon = head.firstIndex(where: { $0 == ":" || $0 == "：" }) {
            let next = text.index(after: colon)
            if isAnnouncement(text[..<next]) { return String(text[next...]).trimmingMarks() }
        }
        return text
    }

    /// Whether a line is a heading or a label that says nothing but that this is a summary.
    private static func isHeading(_ line: Substring) -> Bool {
        let words = String(line).trimmingMarks().trimming { ":： ".contains($0) }.lowercased()
        let headings = ["concise summary", "brief summary", "short summary", "summary of the text", "in summary"]
        return nouns.contains(words) || headings.contains(words)
    }

    /// Whether a text that ends with a colon announces a summary, and says nothing else.
    private static func isAnnouncement(_ text: Substring) -> Bool {
        let text = String(text).trimmingMarks().lowercased()
        guard text.hasSuffix(":") || text.hasSuffix("：") else { return false }
        if isHeading(text[...]) { return true }
        return openings.contains { text.hasPrefix($0) } && nouns.contains { text.contains($0) }
    }
}

extension String {
    /// The text without blanks and Markdown's marks of headings and emphasis around it.
    fileprivate func trimmingMarks() -> String {
        trimming { $0.isWhitespace || "#*_\u{FEFF}".contains($0) }
    }
}
