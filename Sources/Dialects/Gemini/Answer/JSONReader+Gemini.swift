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

    /// Reads the counts of tokens, of which any may be missing; nil when the value is no object.
    ///
    /// Tokens of thoughts and of what tools gave are counted on their own, those of a cache within the prompt's. Google
    /// leaves out what is zero: an answer without any count of its own has taken what the total has beyond the prompt.
    mutating func readUsageMetadata() throws(JSONError) -> TokenCounts? {
        guard try beginObjectIfPresent() else { return nil }
        var prompt: Int?
        var tools: Int?
        var answer: Int?
        var thoughts: Int?
        var total: Int?
        var cached: Int?
        while let key = try nextKey() {
            switch key {
            case "promptTokenCount", "prompt_token_count": prompt = try readCount()
            case "toolUsePromptTokenCount", "tool_use_prompt_token_count": tools = try readCount()
            case "candidatesTokenCount", "candidates_token_count": answer = try readCount()
            case "thoughtsTokenCount", "thoughts_token_count": thoughts = try readCount()
            case "totalTokenCount", "total_token_count": total = try readCount()
            case "cachedContentTokenCount", "cached_content_token_count": cached = try readCount()
            default: try skipValue()
            }
        }
        guard let prompt = prompt?.adding(tools ?? 0) else { return TokenCounts(total: total) }
        let completion =
            answer == nil && thoughts == nil
            ? total.flatMap { $0 >= prompt ? $0 - prompt : nil } : (answer ?? 0).adding(thoughts ?? 0)
        return TokenCounts(
            prompt: prompt,
            completion: completion,
            total: total,
            details: TokenDetails(cacheRead: cached, reasoning: thoughts)
        )
    }
}

extension Int {
    /// The sum; nil when it is beyond what fits.
    fileprivate func adding(_ other: Int) -> Int? {
        let sum = addingReportingOverflow(other)
        return sum.overflow ? nil : sum.partialValue
    }
}
