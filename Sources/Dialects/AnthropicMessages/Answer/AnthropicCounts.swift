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
    /// What of these is counted once more.
    private var details = TokenDetails()

    /// Reads counts, each of which replaces an earlier one, but for a zero: relays send it for what they do not count
    /// again.
    mutating func read(_ reader: inout JSONReader) throws(JSONError) {
        guard try reader.beginObjectIfPresent() else { return }
        while let key = try reader.nextKey() {
            switch key {
            case "input_tokens": input = TokenCounts.known(try reader.readCount(), input)
            case "cache_creation_input_tokens": cacheCreation = TokenCounts.known(try reader.readCount(), cacheCreation)
            case "cache_read_input_tokens": cacheRead = TokenCounts.known(try reader.readCount(), cacheRead)
            case "output_tokens": output = TokenCounts.known(try reader.readCount(), output)
            case "cache_creation", "output_tokens_details": try readDetails(&reader)
            default: try reader.skipValue()
            }
        }
    }

    private mutating func readDetails(_ reader: inout JSONReader) throws(JSONError) {
        guard try reader.beginObjectIfPresent() else { return }
        while let key = try reader.nextKey() {
            switch key {
            case "ephemeral_1h_input_tokens": details.cacheWriteOneHour = try reader.readCount()
            case "thinking_tokens": details.reasoning = try reader.readCount()
            default: try reader.skipValue()
            }
        }
    }

    /// Takes the counts that a later event gives anew.
    mutating func merge(_ later: AnthropicCounts) {
        input = TokenCounts.known(later.input, input)
        cacheCreation = TokenCounts.known(later.cacheCreation, cacheCreation)
        cacheRead = TokenCounts.known(later.cacheRead, cacheRead)
        output = TokenCounts.known(later.output, output)
        details.merge(later.details)
    }

    /// The counts without that of the answer, which a stream gives at its start when there is hardly any.
    var ofPrompt: AnthropicCounts {
        var counts = self
        counts.output = nil
        return counts
    }

    /// The counts in nobody's words.
    var tokens: TokenCounts {
        var details = details
        details.cacheRead = cacheRead
        details.cacheWrite = cacheCreation
        return TokenCounts(
            prompt: input.flatMap { Self.sum($0, cacheCreation ?? 0, cacheRead ?? 0) },
            completion: output,
            details: details
        )
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
