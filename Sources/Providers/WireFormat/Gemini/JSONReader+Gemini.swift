// SPDX-License-Identifier: Apache-2.0

internal import Chat
internal import JSONCoding

/// The values that Gemini's answers alone have.
extension JSONReader {
    /// Reads a truth value; false when the value is none.
    mutating func readFlag() throws(JSONError) -> Bool {
        if try peekKind() == .boolean { return try readBool() }
        try skipValue()
        return false
    }

    /// Reads the counts of tokens, of which any may be missing; nil without the prompt's.
    ///
    /// Tokens of thoughts and of what tools gave are counted on their own, those of a cache within the prompt's.
    mutating func readUsageMetadata() throws(JSONError) -> Usage? {
        guard try beginObjectIfPresent() else { return nil }
        var prompt: Int?
        var tools = 0
        var answer = 0
        var thoughts = 0
        var total: Int?
        while let key = try nextKey() {
            switch key {
            case "promptTokenCount": prompt = try readCount()
            case "toolUsePromptTokenCount": tools = try readCount() ?? 0
            case "candidatesTokenCount": answer = try readCount() ?? 0
            case "thoughtsTokenCount": thoughts = try readCount() ?? 0
            case "totalTokenCount": total = try readCount()
            default: try skipValue()
            }
        }
        guard let prompt = prompt?.adding(tools), let completion = answer.adding(thoughts),
            let total = total ?? prompt.adding(completion)
        else { return nil }
        return Usage(promptTokens: prompt, completionTokens: completion, totalTokens: total)
    }
}

extension Int {
    /// The sum; nil when it is beyond what fits.
    fileprivate func adding(_ other: Int) -> Int? {
        let sum = addingReportingOverflow(other)
        return sum.overflow ? nil : sum.partialValue
    }
}
