// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings

/// An answer in which a model's channels are told apart by tokens that a server has left in the text:
/// `<|channel|>analysis<|message|>…<|end|><|start|>assistant<|channel|>final<|message|>…`.
///
/// Source: OpenAI, harmony response format.
enum MessageChannels {
    private typealias Token = (name: ByteString, range: Range<Int>)

    /// Finds the text for the reader.
    ///
    /// - Parameters:
    ///   - text: The answer.
    ///   - atStart: Whether the tokens have to begin at the start, because the text may be about them.
    /// - Returns: The text of the final channel, maybe an empty one; nil when there are no channels.
    static func answer(in text: ArraySlice<UInt8>, atStart: Bool) -> ArraySlice<UInt8>? {
        if let answer = answerWithoutTokens(in: text) { return answer }
        guard let first = token(in: text) else { return nil }
        // At most the name of a channel, whose own token was not left in the text.
        if atStart, ByteString(text[..<first.range.lowerBound]).trimmed.bytes.contains(where: \.isBlank) { return nil }
        var answer: [UInt8] = []
        var hasMessages = false
        var channel: ByteString = ""
        var last: ByteString?
        var rest = text
        while true {
            let next = token(in: rest)
            let part = rest[..<(next?.range.lowerBound ?? rest.endIndex)]
            switch last {
            case nil, "channel"?:
                channel = ByteString(part).split(where: \.isBlank).first ?? ""
            case "message"?:
                hasMessages = true
                if ["", "final", "answer", "response"].contains(channel) { answer += part }
                channel = ""
            default: break
            }
            guard let next else { break }
            last = next.name
            rest = rest[next.range.upperBound...]
        }
        return hasMessages ? answer[...] : nil
    }

    /// The same where a server has taken the tokens out and left the words between them.
    private static func answerWithoutTokens(in text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        let text = ByteString(text)
        let mark: ByteString = "assistantfinal"
        guard text.trimmed.hasPrefix("analysis") else { return nil }
        var end: Int?
        while let range = text.firstRange(of: mark, from: end) { end = range.upperBound }
        return end.map { text.bytes[$0...] }
    }

    /// The first token in a text: `<|`, a name, `|>`.
    private static func token(in text: ArraySlice<UInt8>) -> Token? {
        var start = text.startIndex
        while let bracket = text[start...].firstIndex(of: UInt8(ascii: "<")) {
            start = bracket + 1
            guard text[start...].first == UInt8(ascii: "|") else { continue }
            let name = text[(start + 1)...].prefix { $0.isASCIILetter || $0 == UInt8(ascii: "_") }
            let rest = text[name.endIndex...]
            guard rest.starts(with: "|>".utf8) else { continue }
            return (ByteString(name), bracket..<rest.startIndex + 2)
        }
        return nil
    }
}
