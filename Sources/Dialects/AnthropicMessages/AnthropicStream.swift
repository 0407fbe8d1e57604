// SPDX-License-Identifier: Apache-2.0

internal import Chat
internal import JSONCoding

/// A stream of Anthropic's events.
///
/// Source: Claude docs, streaming messages.
struct AnthropicStream: StreamContent {
    private var tally: AnswerTally
    private var counts = AnthropicCounts()

    init(keepsReasoning: Bool) {
        tally = AnswerTally(keepsReasoning: keepsReasoning)
    }

    mutating func read(_ data: ArraySlice<UInt8>) throws(StreamContentError) -> StreamStep {
        let event: AnthropicEvent
        do {
            event = try AnthropicEvent(data)
        } catch {
            throw .malformed(error)
        }
        if let error = event.error { throw .fault(.reported(ProviderReport(error: error))) }
        guard let type = event.type else {
            if let report = ProviderReport(document: data) { throw .fault(.reported(report)) }
            return .nothing
        }
        switch type {
        case "content_block_delta", "content_block_start":
            tally.add(text: event.block.text)
            if let reasoning = event.block.reasoning { tally.add(reasoning: reasoning) }
            tally.hasToolCalls = tally.hasToolCalls || event.block.isToolCall
            return StreamStep(event.block.text)
        case "message_start":
            counts.merge(event.counts.ofPrompt)
            return .nothing
        case "message_delta":
            take(event)
            return .nothing
        case "message_stop":
            take(event)
            return .end
        // ping, content_block_stop, and what later versions add.
        default:
            return .nothing
        }
    }

    /// Takes what the end of a message says of all of it.
    private mutating func take(_ event: AnthropicEvent) {
        counts.merge(event.counts)
        counts.merge(event.block.counts)
        tally.take(counts.tokens)
        tally.take(event.block.stop)
    }

    func completion() throws(ProviderFault) -> ChatCompletion {
        try tally.completion()
    }
}
