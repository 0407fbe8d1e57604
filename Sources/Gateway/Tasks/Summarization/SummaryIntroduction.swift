// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings

/// The words with which models announce a summary: a heading, a label, or a sentence that ends with a colon.
///
/// What only might be an announcement stays: a lost sentence is worse than one too many.
enum SummaryIntroduction {
    /// The most bytes that an introduction has.
    private static let longest = 240

    /// What announcements call a summary, in the languages that models are mostly used in.
    private static let nouns: [ByteString] = [
        "summary", "summarization", "summarisation", "summarized", "summarised", "overview", "key points",
        "main points", "tl;dr", "tldr", "zusammenfassung", "zusammengefasst", "résumé", "synthèse", "resumen", "resumo",
        "sumário", "riassunto", "sintesi", "samenvatting", "streszczenie", "podsumowanie", "резюме",
        "краткое содержание", "özet", "摘要", "总结", "總結", "概要", "要約", "まとめ", "요약", "ملخص", "सारांश",
    ]

    /// Headings and labels that are more than one of the nouns.
    private static let headings: [ByteString] = [
        "concise summary", "brief summary", "short summary", "summary of the text", "in summary",
    ]

    /// How announcing sentences begin; with the punctuation behind words that may begin any sentence.
    private static let openings: [ByteString] = [
        "here is", "here's", "here’s", "here are", "below is", "this is a", "this is the", "a summary", "a concise",
        "a brief", "a short", "the summary", "sure,", "sure!", "sure.", "sure thing", "certainly,", "certainly!",
        "certainly.", "of course,", "of course!", "of course.", "absolutely,", "absolutely!", "okay,", "okay!", "okay.",
        "ok,", "ok!", "ok.", "great,", "great!", "as requested,", "hier ist", "hier die", "hier eine", "hier folgt",
        "gerne!", "gerne,", "gerne.", "natürlich!", "natürlich,", "natürlich.", "voici", "bien sûr", "aquí tiene",
        "aquí está", "claro,", "claro!", "¡claro", "por supuesto", "aqui está", "ecco", "certo,", "certo!", "hier is",
        "natuurlijk,", "natuurlijk!", "oto ", "вот", "конечно", "işte", "以下", "当然", "好的", "다음은",
    ]

    /// How announcing sentences end, if not with one of the nouns: they name what was summarized, or who asked for it.
    private static let endings: [ByteString] = [
        " text", " article", " passage", " document", " content", " story", " conversation", " above", " provided",
        " requested", " asked for", " textes", " artikels", " dokuments", " texte", " l'article", " l’article",
        " document fourni", " texto", " artículo", " artigo", " testo", " articolo", " tekst", " artikel", " текста",
        " статьи",
    ]

    /// The text without the introduction at its start.
    static func removed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let head = ByteString(text).prefix(bytes: longest)
        let line = head.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
        // A line that does not end within so many bytes is none of an introduction, but may begin with one.
        if line.count < head.count || head.count == text.count, isHeading(line) || isAnnouncement(line) {
            return text.dropFirst(line.count).trimmed()
        }
        // "Summary: The ship sank." and "Here is a summary of the text: The ship sank."
        guard let colon = colons.compactMap({ line.firstRange(of: $0)?.upperBound }).min() else { return text }
        let lead = ByteString(line.bytes[..<colon])
        guard isHeading(lead) || isAnnouncement(lead) else { return text }
        let rest = text[colon...]
        // Of "**Summary:** The ship sank." the second pair of stars is left.
        let emphasis = lead.bytes.prefix { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "_") }
        return (rest.starts(with: emphasis) ? rest.dropFirst(emphasis.count) : rest).trimmed()
    }

    private static let colons: [ByteString] = [":", "："]

    /// Whether a line is a heading or a label that says nothing but that this is a summary.
    private static func isHeading(_ line: ByteString) -> Bool {
        let words = bare(bare(line).trimmingScalars { ":： ".unicodeScalars.contains($0) })
        return nouns.contains(words) || headings.contains(words)
    }

    /// Whether a text that ends with a colon announces a summary, and says nothing else.
    private static func isAnnouncement(_ text: ByteString) -> Bool {
        let text = bare(text)
        guard let colon = colons.first(where: { text.hasSuffix($0) }) else { return false }
        let words = bare(ByteString(text.bytes.dropLast(colon.count)))
        return openings.contains { words.hasPrefix($0) } && nouns.contains { words.contains($0) }
            && (nouns.contains { words.hasSuffix($0) } || endings.contains { words.hasSuffix($0) })
    }

    /// The text in lower case, without blanks and Markdown's marks of headings and emphasis around it.
    private static func bare(_ text: ByteString) -> ByteString {
        text.trimmingScalars { $0.isBlankOrMark || "#*_".unicodeScalars.contains($0) }.lowercasedInAnyScript
    }
}
