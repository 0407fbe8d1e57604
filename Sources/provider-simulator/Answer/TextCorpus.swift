// SPDX-License-Identifier: Apache-2.0

/// The texts that answers are made of.
enum TextCorpus {
    /// Plain ASCII without anything that JSON escapes.
    private static let sentences = """
        The quick brown fox jumps over the lazy dog. A gateway passes every word on as soon as it arrives. \
        Water finds its way downhill, and so does a stream of tokens. Nobody waits for the last word of a story. \
        Small pieces arrive often, large ones seldom. Every stream ends exactly once. 
        """

    /// The sentences as bytes, to be cut anywhere.
    static let bytes = Array(sentences.utf8)

    /// The sentences as words, each with the space that follows it.
    static let words: [String] = sentences.split(separator: " ").map { $0 + " " }

    static let refusal = ["I'm ", "sorry, ", "but ", "I ", "can't ", "help ", "with ", "that."]

    /// Pieces that are easily damaged on their way; a piece may begin with a combining mark.
    static let emoji = [
        "😀", "e", "\u{301}", "👩‍👩‍👧", "\u{2028}", "日本語", "\u{0}", "\"quoted\"", "\\back\\slash", "🇩🇪", "a\u{323}\u{302}",
        "\u{2029}", "\u{202F}", "\t\r\n", "👍🏽", "ﷺ", "data: [DONE]\n\n", "𝄞", "</script>", "\u{7F}",
    ]
}
