// SPDX-License-Identifier: Apache-2.0

internal import Chat
internal import JSONCoding

/// A stream of Anthropic's events.
///
/// Source: Claude docs, streaming messages.
struct AnthropicStream: StreamContent {
    private var tally = AnswerTally()
    private var counts = AnthropicCounts()

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
            tally.hasToolCalls = tally.hasToolCalls || event.block.isToolCall
            return StreamStep(event.block.text)
        case "message_start":
            counts = event.counts
            return .nothing
        case "message_delta":
            // The counts of the start are those of an answer that has only begun; these are the whole ones.
            counts.update(with: event.counts)
            tally.take(counts.usage)
            tally.take(event.block.stop)
            return .nothing
        case "message_stop":
            return .end
        // ping, content_block_stop, and what later versions add.
        default:
            return .nothing
        }
    }

    func completion() throws(ProviderFault) -> ChatCompletion {
        try tally.completion()
    }
}
