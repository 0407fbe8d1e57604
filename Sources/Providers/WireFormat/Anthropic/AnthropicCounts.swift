// SPDX-License-Identifier: Apache-2.0

internal import Chat
internal import JSONCoding

/// Counts of tokens as Anthropic gives them: the prompt in three parts that add up, and no total.
///
/// Source: Claude API reference, messages, usage.
struct AnthropicCounts: Equatable {
    private var input: Int?
    private var cacheCreation: Int?
    private var cacheRead: Int?
    private var output: Int?

    /// Reads counts, each of which replaces an earlier one.
    mutating func read(_ reader: inout JSONReader) throws(JSONError) {
        guard try reader.beginObjectIfPresent() else { return }
        while let key = try reader.nextKey() {
            switch key {
            case "input_tokens": input = try reader.readCount() ?? input
            case "cache_creation_input_tokens": cacheCreation = try reader.readCount() ?? cacheCreation
            case "cache_read_input_tokens": cacheRead = try reader.readCount() ?? cacheRead
            case "output_tokens": output = try reader.readCount() ?? output
            default: try reader.skipValue()
            }
        }
    }

    /// Replaces the counts that a later event gives anew.
    mutating func update(with later: AnthropicCounts) {
        input = later.input ?? input
        cacheCreation = later.cacheCreation ?? cacheCreation
        cacheRead = later.cacheRead ?? cacheRead
        output = later.output ?? output
    }

    /// All of them together; nil when the prompt's or the completion's is missing.
    var usage: Usage? {
        guard let input, let output, let prompt = Self.sum(input, cacheCreation ?? 0, cacheRead ?? 0),
            let total = Self.sum(prompt, output)
        else { return nil }
        return Usage(promptTokens: prompt, completionTokens: output, totalTokens: total)
    }

    /// The sum of counts; nil when it is too large to be one.
    private static func sum(_ counts: Int...) -> Int? {
        var sum = 0
        for count in counts {
            let (next, overflows) = sum.addingReportingOverflow(count)
            if overflows { return nil }
            sum = next
        }
        return sum
    }
}
