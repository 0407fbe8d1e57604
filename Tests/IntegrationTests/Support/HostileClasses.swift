// SPDX-License-Identifier: Apache-2.0

/// Classes whose ids and labels are everything that could be taken for something else.
enum HostileClasses {
    /// Ids and labels of these classes look like `c` and a number, so the gateway's keys begin otherwise.
    static let keyPrefix = "ck"

    private static let ids = [
        "c2", "c1", "\"", "'", "\\", "\n", "\r\n", "\t", " ", "  ", "a", "A", "a b", "a b c", "{", "}", "{}", "[1]",
        "null", "true", "0", "-1", "1e3", "class_id", "{\"class_id\":\"c1\"}", "```", "<think>", "</think>", "$1", "%s",
        "{{text}}", "{{classes}}", "日本語", "日本", "日", "中文", "한국어", "العربية", "עברית", "हिन्दी", "русский", "ελληνικά",
        "e\u{301}", "\u{E9}", "ß", "SS", "İ", "i", "😀", "👩‍👩‍👧", "\u{200B}", "\u{202E}", "\u{FEFF}", "\u{2028}", "\u{0}",
        "\u{7F}", "new", "new york", "new york city", "positive", "Positive", "POSITIVE", "pos", "../..", "a,b", "a;b",
        "<b>", "&amp;", "%00", "\\u0041", "\\n", "c", "c0", "C3", "Ｃ１", "①",
    ]

    /// Makes so many classes with different ids; ids turn up again as labels of other classes.
    static func make(_ count: Int) -> [TaskRequest.Class] {
        (0..<count).map { index in
            let round = index / ids.count
            let id = ids[index % ids.count] + (round == 0 ? "" : " #\(round)")
            return TaskRequest.Class(id, ids[(index * 7 + 3) % ids.count])
        }
    }
}
