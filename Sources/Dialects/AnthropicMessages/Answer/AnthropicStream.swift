// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat
internal import JSONCoding

/// A stream of Anthropic's events.
///
/// Source: Claude docs, streaming messages.
struct AnthropicStream: StreamContent {
    private(set) var ending = AnswerEnding()
    private var hasStarted = false
    private var parts = AnthropicParts()
    private var counts = AnthropicCounts()

    mutating func receive(_ data: ArraySlice<UInt8>, _ emit: ChatEventHandler) throws(StreamContentError) -> Bool {
        try take(data, emit: emit)
    }

    func read(_ data: ArraySlice<UInt8>, into event: inout AnthropicEvent) throws(JSONError) {
        try event.read(data)
    }

    mutating func note(_ event: AnthropicEvent, from data: ArraySlice<UInt8>) throws(ProviderFault) -> Bool {
        if let error = event.error { throw .reported(ProviderReport(error: error)) }
        switch event.kind {
        case .unknown:
            if let report = ProviderReport(document: data) { throw .reported(report) }
        case .messageStart:
            counts.merge(event.counts.ofPrompt)
        case .messageDelta:
            takeEnd(event)
        case .messageStop:
            takeEnd(event)
            return true
        case .blockStart, .blockDelta, .blockStop, .other:
            break
        }
        return false
    }

    mutating func emitParts(of event: AnthropicEvent, _ emit: ChatEventHandler) throws(ProviderFault) {
        if !hasStarted, event.kind != .other { try start(event, emit) }
        switch event.kind {
        case .blockStart: try parts.begin(event.block, emit)
        case .blockDelta: try parts.add(event.block, emit)
        case .blockStop: try parts.close(emit)
        case .unknown, .messageStart, .messageDelta, .messageStop, .other: break
        }
    }

    mutating func closeParts(_ emit: ChatEventHandler) throws(ProviderFault) {
        try parts.close(emit)
    }

    private mutating func start(_ event: AnthropicEvent, _ emit: ChatEventHandler) throws(ProviderFault) {
        hasStarted = true
        try emit(.start(AnswerStart(id: event.id, model: event.model, promptTokens: event.counts.tokens.prompt)))
    }

    /// Takes in what the end of a message says of all of it.
    private mutating func takeEnd(_ event: AnthropicEvent) {
        counts.merge(event.counts)
        counts.merge(event.block.counts)
        ending.add(counts.tokens)
        event.block.stop.note(in: &ending)
    }
}
