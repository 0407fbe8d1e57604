// SPDX-License-Identifier: Apache-2.0

/// The texts that the simulator answers with.
enum SimulatorText {
    private static let sentences = """
        The quick brown fox jumps over the lazy dog. A gateway passes every word on as soon as it arrives. \
        Water finds its way downhill, and so does a stream of tokens. Nobody waits for the last word of a story. \
        Small pieces arrive often, large ones seldom. Every stream ends exactly once. 
        """

    /// The usual answer: eight words.
    static let standard = words(8)

    /// The first words, a space behind each.
    static func words(_ count: Int) -> String {
        let all = sentences.split(separator: " ")
        return (0..<count).map { all[$0 % all.count] + " " }.joined()
    }

    /// The answer to `size=…`: so many bytes of the sentences, again and again.
    static func bytes(_ count: Int) -> [UInt8] {
        let all = Array(sentences.utf8)
        var result: [UInt8] = []
        result.reserveCapacity(count + all.count)
        while result.count < count { result += all }
        return Array(result.prefix(count))
    }

    /// The answer to `text=emoji,chunks=20`.
    static let emoji = [
        "😀", "e", "\u{301}", "👩‍👩‍👧", "\u{2028}", "日本語", "\u{0}", "\"quoted\"", "\\back\\slash", "🇩🇪", "a\u{323}\u{302}",
        "\u{2029}", "\u{202F}", "\t\r\n", "👍🏽", "ﷺ", "data: [DONE]\n\n", "𝄞", "</script>", "\u{7F}",
    ]
}
