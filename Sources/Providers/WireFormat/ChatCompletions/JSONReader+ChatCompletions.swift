// SPDX-License-Identifier: Apache-2.0

internal import Chat
internal import JSONCoding

/// The values of chat completions, read in the way that the dialect needs: a missing value, null, an empty one and one
/// of a kind that is not expected are the same.
extension JSONReader {
    /// Opens an object, or passes over a value that is none.
    mutating func beginObjectIfPresent() throws(JSONError) -> Bool {
        guard try peekKind() == .object else {
            try skipValue()
            return false
        }
        try beginObject()
        return true
    }

    /// Opens an array, or passes over a value that is none.
    mutating func beginArrayIfPresent() throws(JSONError) -> Bool {
        guard try peekKind() == .array else {
            try skipValue()
            return false
        }
        try beginArray()
        return true
    }

    /// Reads a string; nil when it is empty or the value is none.
    mutating func readText() throws(JSONError) -> JSONString? {
        guard try peekKind() == .string else {
            try skipValue()
            return nil
        }
        let text = try readString()
        return text.isEmpty ? nil : text
    }

    /// Reads a whole number from 0, which some servers write as a float (12.0); nil when the value is none.
    mutating func readCount() throws(JSONError) -> Int? {
        guard try peekKind() == .number else {
            try skipValue()
            return nil
        }
        let number = try readNumber()
        guard let count = number.int ?? number.double.flatMap({ Int(exactly: $0.rounded()) }), count >= 0 else {
            return nil
        }
        return count
    }

    /// Passes over a value and says whether it was an array that is not empty.
    mutating func skipsFilledArray() throws(JSONError) -> Bool {
        var isFilled = false
        guard try beginArrayIfPresent() else { return false }
        while try nextElement() {
            isFilled = true
            try skipValue()
        }
        return isFilled
    }

    /// Takes the JSON of an error; nil when the value says that there is none.
    mutating func captureError() throws(JSONError) -> ArraySlice<UInt8>? {
        if try readNullIfPresent() { return nil }
        let json = try captureValue()
        let nothing: [StaticString] = ["\"\"", "{}", "[]", "false"]
        return nothing.contains { json.elementsEqual("\($0)".utf8) } ? nil : json
    }

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
