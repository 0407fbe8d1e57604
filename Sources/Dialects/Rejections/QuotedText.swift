// SPDX-License-Identifier: Apache-2.0

package import ByteStrings
package import Chat

/// Takes out of a provider's message what it quotes of the request: words of a caller reject nothing.
///
/// Three things count as quoted: `run` bytes or more in a row that also stand in a message of the chat; a shorter
/// line of the chat, or what stands between two quotation marks in it, when it has a blank in it and stands whole in
/// the message; the model's name as a word. A single short word of a caller's, or a part of a line below `run` bytes,
/// cannot be told from the provider's own words. Of a long text the first and the last `looked` bytes are compared.
/// The work grows with the sum of the sizes: both sides are compared by rolling sums of their bytes.
package struct QuotedText {
    /// From how many equal bytes on a piece is a quotation and no coincidence.
    static let run = 24
    /// How much of each end of a caller's text is compared.
    static let looked = 128 << 10
    /// The shortest line that is compared as a whole.
    private static let shortestLine = 8

    private let message: [UInt8]
    private var isQuoted: [Bool]

    /// Compares a message with a chat.
    ///
    /// - Parameters:
    ///   - message: The provider's message, which should be short: its size is what all lines are compared at.
    ///   - chat: What was sent.
    private init(_ message: ByteString, of chat: ChatRequest) {
        self.message = Array(message.bytes)
        isQuoted = Array(repeating: false, count: self.message.count)
        let texts = chat.messages.flatMap { $0.parts.flatMap(\.ownTexts) }.flatMap { Self.ends(of: $0) }
        markRuns(of: texts)
        markLines(of: texts)
        markModel(chat.model)
    }

    /// The message with blanks in the place of what it quotes.
    package static func masking(_ message: ByteString, of chat: ChatRequest) -> ByteString {
        let quoted = QuotedText(message, of: chat)
        return ByteString(
            zip(quoted.message, quoted.isQuoted).map { byte, isQuoted in isQuoted ? UInt8(ascii: " ") : byte }
        )
    }

    private static func ends(of text: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        text.count <= 2 * looked ? [text] : [text.prefix(looked), text.suffix(looked)]
    }

    private mutating func mark(_ range: Range<Int>) {
        for index in range { isQuoted[index] = true }
    }

    private mutating func markRuns(of texts: [ArraySlice<UInt8>]) {
        guard message.count >= Self.run else { return }
        var windows: [UInt64: [Int]] = [:]
        RollingSum.forEach(of: message[...], length: Self.run) { windows[$1, default: []].append($0) }
        for text in texts {
            RollingSum.forEach(of: text, length: Self.run) { _, sum in
                // Each window is marked once, so that a text that repeats itself costs no more.
                for start in windows.removeValue(forKey: sum) ?? [] { mark(start..<start + Self.run) }
            }
        }
    }

    private mutating func markLines(of texts: [ArraySlice<UInt8>]) {
        var lines: [Set<UInt64>] = Array(repeating: [], count: Self.run)
        for text in texts {
            for line in text.split(whereSeparator: { $0 < 0x20 || $0 == UInt8(ascii: "\"") }) {
                let line = ByteString(line).trimmed
                guard (Self.shortestLine..<Self.run).contains(line.count), line.bytes.contains(UInt8(ascii: " "))
                else { continue }
                lines[line.count].insert(RollingSum.sum(of: line.bytes))
            }
        }
        for (length, sums) in lines.enumerated() where !sums.isEmpty {
            RollingSum.forEach(of: message[...], length: length) { start, sum in
                if sums.contains(sum) { mark(start..<start + length) }
            }
        }
    }

    private mutating func markModel(_ model: ByteString) {
        let text = ByteString(message)
        var position = 0
        while !model.isEmpty, let range = text.firstRange(of: model, from: position) {
            position = range.upperBound
            let before = range.lowerBound > 0 ? message[range.lowerBound - 1] : 0
            let after = range.upperBound < message.count ? message[range.upperBound] : 0
            if ![before, after].contains(where: { $0.isASCIILetter || $0.isASCIIDigit || $0 == UInt8(ascii: "_") }) {
                mark(range)
            }
        }
    }
}

extension MessagePart {
    /// What of it an error may quote.
    fileprivate var ownTexts: [ArraySlice<UInt8>] {
        switch self {
        case .text(let text): [text.text]
        case .refusal(let text): [text]
        case .reasoning(let reasoning): [reasoning.text]
        case .toolCall(let call): [call.arguments[...]]
        case .toolResult(let result): result.parts.flatMap(\.ownTexts)
        case .media(let media):
            switch media.source {
            case .text(let text), .base64(let text): [text]
            case .url(let url): [url.bytes]
            case .file(let id, _): [id.bytes]
            }
        case .vendor(let value): [value.json]
        }
    }
}
