// SPDX-License-Identifier: Apache-2.0

internal import Chat
internal import JSONCoding

/// A stream of Anthropic's events that are passed on as they are, while their usage, their end and their errors are read.
struct AnthropicPassage: StreamContent {
    private var stream = AnthropicStream()
    /// What the event was read from that is being taken in.
    private var data: ArraySlice<UInt8> = []

    var ending: AnswerEnding { stream.ending }

    mutating func receive(_ data: ArraySlice<UInt8>, _ emit: ChatEventHandler) throws(StreamContentError) -> Bool {
        try take(data, emit: emit)
    }

    func read(_ data: ArraySlice<UInt8>, into event: inout AnthropicEvent) throws(JSONError) {
        try event.read(data)
    }

    mutating func note(_ event: AnthropicEvent, from data: ArraySlice<UInt8>) throws(ProviderFault) -> Bool {
        self.data = data
        return try stream.note(event, from: data)
    }

    mutating func emitParts(of event: AnthropicEvent, _ emit: ChatEventHandler) throws(ProviderFault) {
        let data = self.data
        self.data = []
        try emit(.verbatim(data))
    }

    mutating func closeParts(_ emit: ChatEventHandler) throws(ProviderFault) {}
}
