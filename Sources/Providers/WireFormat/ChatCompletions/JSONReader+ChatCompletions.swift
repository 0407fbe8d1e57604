// SPDX-License-Identifier: Apache-2.0

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

    /// Reads the counts of tokens; nil when the prompt's or the completion's is missing or is no count.
    mutating func readUsage() throws(JSONError) -> Usage? {
        guard try beginObjectIfPresent() else { return nil }
        var prompt: Int?
        var completion: Int?
        var total: Int?
        while let key = try nextKey() {
            switch key {
            case "prompt_tokens": prompt = try readCount()
            case "completion_tokens": completion = try readCount()
            case "total_tokens": total = try readCount()
            default: try skipValue()
            }
        }
        guard let prompt, let completion else { return nil }
        let sum = prompt.addingReportingOverflow(completion)
        guard let total = total ?? (sum.overflow ? nil : sum.partialValue) else { return nil }
        return Usage(promptTokens: prompt, completionTokens: completion, totalTokens: total)
    }

    /// Reads the place where Groq puts the usage of a stream, whether it was asked for or not.
    mutating func readUsageOfGroq() throws(JSONError) -> Usage? {
        guard try beginObjectIfPresent() else { return nil }
        var usage: Usage?
        while let key = try nextKey() {
            switch key {
            case "usage": usage = try readUsage()
            default: try skipValue()
            }
        }
        return usage
    }
}
