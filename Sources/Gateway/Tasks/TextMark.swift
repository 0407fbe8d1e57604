// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings

/// A mark that models and their templates put before or behind a part of a text: `<think>`, `[/THINK]`,
/// `<|end_of_thought|>`, `<｜end▁of▁thinking｜>`, `◁think▷`, `<seed:think budget="100">`.
struct TextMark {
    /// Where it stands.
    let range: Range<Int>
    /// Its name: the letters of ASCII, in lower case, without a name space.
    let name: ByteString
    /// Whether it stands behind its part of the text.
    let isClosing: Bool

    /// The most bytes of a name, and of the attributes behind it.
    private static let longest = 200

    private static let openings: [ByteString] = ["<", "[", "◁"]
    private static let closings: [ByteString] = [">", "]", "▷"]
    private static let bars: [ByteString] = ["|", "｜"]

    /// Reads the mark that begins at an index; nil when none does.
    init?(_ text: ArraySlice<UInt8>, at start: Int) {
        var reader = Reader(rest: text[start...])
        guard let bracket = Self.openings.firstIndex(where: { reader.skip($0) }) else { return nil }
        let hasOpeningBar = reader.skip(anyOf: Self.bars)
        let hasSlash = reader.skip("/")
        var letters: [UInt8] = []
        var length = 0
        while let byte = reader.rest.first, byte.isPartOfName, !reader.begins(Self.closings[bracket]) {
            guard length < Self.longest else { return nil }
            if byte == UInt8(ascii: ":") {
                letters = []
            } else if byte.isASCIILetter {
                letters.append(byte.lowercasedASCII)
            }
            reader.rest.removeFirst()
            length += 1
        }
        guard !letters.isEmpty else { return nil }
        if bracket == 0, reader.rest.first?.isBlank == true {
            while let byte = reader.rest.first, length < Self.longest, !byte.endsAttributes {
                if reader.begins(Self.closings[bracket]) { break }
                reader.rest.removeFirst()
                length += 1
            }
        }
        let hasClosingBar = reader.skip(anyOf: Self.bars)
        guard reader.skip(Self.closings[bracket]) else { return nil }
        // The text of a link.
        if bracket == 1, reader.begins("(") { return nil }
        let name = ByteString(letters)
        range = start..<reader.rest.startIndex
        if name.equals("channel"), hasOpeningBar != hasClosingBar {
            // Around what is not for the reader: `<|channel>thought`, and `<channel|>`.
            self.name = "thought"
            isClosing = hasClosingBar
            return
        }
        let word = Self.part(of: name)
        self.name = word.name
        isClosing = hasSlash || word.isEnd
    }

    /// What a name is the begin or the end of: `beginofthought`, `endthinking`.
    private static func part(of name: ByteString) -> (name: ByteString, isEnd: Bool) {
        for (prefix, isEnd) in [
            ("beginof", false), ("begin", false), ("startof", false), ("start", false), ("endof", true), ("end", true),
        ] as [(ByteString, Bool)] where name.hasPrefix(prefix) && name.count > prefix.count {
            return (ByteString(name.bytes.dropFirst(prefix.count)), isEnd)
        }
        return (name, false)
    }

    private struct Reader {
        var rest: ArraySlice<UInt8>

        func begins(_ word: ByteString) -> Bool { rest.starts(with: word.bytes) }

        mutating func skip(_ word: ByteString) -> Bool {
            guard begins(word) else { return false }
            rest.removeFirst(word.count)
            return true
        }

        mutating func skip(anyOf words: [ByteString]) -> Bool {
            words.contains { skip($0) }
        }
    }
}

extension TextMark {
    private static let thoughts: [ByteString] = [
        "think", "thought", "reason", "reflect", "reflex", "scratch", "rationale", "monolog", "deliberat", "introspect",
        "ponder", "analys", "brainstorm", "planning",
    ]
    private static let answers: Set<ByteString> = [
        "answer", "finalanswer", "final", "response", "finalresponse", "solution", "output", "result", "summary",
    ]

    /// Whether the part is what a model thought.
    var isOfThoughts: Bool {
        name.equals("cot") || Self.thoughts.contains { name.contains($0) }
    }

    /// Whether the part is the answer.
    var isOfAnswer: Bool { Self.answers.contains(name) }
}

extension UInt8 {
    /// Whether a mark may begin with this byte.
    var isStartOfMark: Bool {
        self == UInt8(ascii: "<") || self == UInt8(ascii: "[") || self == 0xE2
    }

    fileprivate var isPartOfName: Bool {
        isASCIILetter || isASCIIDigit || self == UInt8(ascii: "_") || self == UInt8(ascii: "-")
            || self == UInt8(ascii: ":")
            // The block that stands for a blank in names of tokens.
            || self == 0xE2 || self == 0x96 || self == 0x81
    }

    fileprivate var endsAttributes: Bool {
        self == UInt8(ascii: "<") || self == UInt8(ascii: "\n") || self == UInt8(ascii: "\r")
    }
}
