// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat
internal import JSONCoding

/// The values that chat completions alone have.
extension JSONReader {
    /// Reads a content: a string, or the text parts of an array (Mistral) one after the other.
    mutating func readContentText() throws(JSONError) -> ArraySlice<UInt8> {
        switch try peekKind() {
        case .string:
            return try readString().utf8()
        case .array:
            var text: [UInt8] = []
            try beginArray()
            while try nextElement() {
                try appendPart(to: &text)
            }
            return text[...]
        default:
            try skipValue()
            return []
        }
    }

    /// Reads one part of a content; parts of another type, such as `thinking`, are no text of the answer.
    private mutating func appendPart(to text: inout [UInt8]) throws(JSONError) {
        if try peekKind() == .string {
            try readString().append(to: &text)
            return
        }
        guard try beginObjectIfPresent() else { return }
        var isText = true
        var part: JSONString?
        while let key = try nextKey() {
            switch key {
            case "type": isText = try readText().map { $0.equals("text") } ?? true
            case "text": part = try readText()
            default: try skipValue()
            }
        }
        if isText { part?.append(to: &text) }
    }

    /// Reads counts of tokens, under the names of this dialect or of Anthropic's and OpenAI's Responses; nil when the
    /// value is no object.
    mutating func readTokenCounts() throws(JSONError) -> TokenCounts? {
        guard try beginObjectIfPresent() else { return nil }
        var counts = TokenCounts()
        while let key = try nextKey() {
            switch key {
            case "prompt_tokens": counts.prompt = try readCount()
            case "completion_tokens": counts.completion = try readCount()
            case "total_tokens": counts.total = try readCount()
            case "input_tokens": counts.prompt = TokenCounts.known(try readCount(), counts.prompt)
            case "output_tokens": counts.completion = TokenCounts.known(try readCount(), counts.completion)
            case "prompt_tokens_details", "input_tokens_details", "completion_tokens_details", "output_tokens_details":
                try readTokenDetails(&counts.details)
            // DeepSeek's own name.
            case "prompt_cache_hit_tokens": counts.details.cacheRead = try readCount() ?? counts.details.cacheRead
            default: try skipValue()
            }
        }
        return counts
    }

    private mutating func readTokenDetails(_ details: inout TokenDetails) throws(JSONError) {
        guard try beginObjectIfPresent() else { return }
        while let key = try nextKey() {
            switch key {
            case "cached_tokens": details.cacheRead = try readCount()
            case "cache_write_tokens": details.cacheWrite = try readCount()
            case "reasoning_tokens": details.reasoning = try readCount()
            default: try skipValue()
            }
        }
    }
}

extension JSONString {
    /// Whether this is the name under which a message holds what the model thought: `reasoning_content`, `reasoning`,
    /// `thinking`, `thoughts`, ….
    var namesReasoning: Bool {
        guard count > 5, count < 40 else { return false }
        let name = ByteString(utf8())
        return ["reason", "think", "thought"].contains { name.contains($0) }
    }
}
