// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings

/// A message in which names are found however they are spelled: `max_tokens`, `maxTokens`, "Max Tokens".
struct SpelledText {
    /// The message in small letters.
    let text: ByteString
    /// The message without the bytes that separate the words of a name.
    private let compact: ByteString
    /// Where each byte of it stands in the message.
    private let origins: [Int]

    init(_ message: ByteString) {
        let text = Array(message.lowercased.bytes)
        let kept = text.indices.filter { !Self.isSeparator(text[$0]) }
        self.text = ByteString(text)
        compact = ByteString(kept.map { text[$0] })
        origins = kept
    }

    private static func isSeparator(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: " ") || byte == UInt8(ascii: ".")
    }

    /// Where a name stands, each time as indices of the message's bytes; it may end in the s of a plural.
    func ranges(of name: ByteString) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var position = compact.bytes.startIndex
        while let found = compact.firstRange(of: name, from: position) {
            position = found.upperBound
            let range = origins[found.lowerBound]..<origins[found.upperBound - 1] + 1
            if isWord(range) { ranges.append(range) }
        }
        return ranges
    }

    private func isWord(_ range: Range<Int>) -> Bool {
        let start = range.lowerBound
        var end = range.upperBound
        if byte(end) == UInt8(ascii: "s") { end += 1 }
        if isLetterOrDigit(start - 1) || isLetterOrDigit(end) { return false }
        // What goes on behind an underscore is another name (`stream_options` is not `stream`), and what is held
        // together by hyphens is that of a model.
        if byte(end) == UInt8(ascii: "_") || byte(end) == UInt8(ascii: "-") && isLetterOrDigit(end + 1) { return false }
        return byte(start - 1) != UInt8(ascii: "-") || !isLetterOrDigit(start - 2)
    }

    private func isLetterOrDigit(_ index: Int) -> Bool {
        byte(index).map { $0.isASCIILetter || $0.isASCIIDigit } == true
    }

    private func byte(_ index: Int) -> UInt8? {
        text.bytes.indices.contains(index) ? text.bytes[index] : nil
    }

    /// Where the first of some names stands first; nil when none does.
    func position(of names: [ByteString]) -> Int? {
        names.compactMap { ranges(of: $0).first?.lowerBound }.min()
    }

    /// Where the first of some words, written as they are, stands first; nil when none does.
    func position(ofWords words: [ByteString]) -> Int? {
        words.compactMap { text.firstRange(of: $0)?.lowerBound }.min()
    }

    /// Whether any of some words stands in the message.
    func mentions(_ words: ByteString...) -> Bool {
        position(ofWords: words) != nil
    }
}
