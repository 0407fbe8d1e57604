// SPDX-License-Identifier: Apache-2.0

internal import Chat
internal import JSONCoding
internal import ServerSentEvents

/// Decodes a stream of chat completion chunks.
///
/// Source: OpenAI API reference, the chat completion chunk object.
struct ChatCompletionsStreamDecoder: StreamDecoder {
    private var parser: ServerSentEventParser
    private var tally = ChatCompletionsTally()

    init(maximumEventSize: Int) {
        parser = ServerSentEventParser(maximumEventSize: maximumEventSize)
    }

    mutating func append(_ bytes: some Collection<UInt8>) {
        parser.append(bytes)
    }

    mutating func next() throws(ProviderFault) -> ChatEvent? {
        while let event = try nextEvent(isAtEnd: false) {
            if event.data.isEndMark { return .completed(try tally.completion()) }
            if let text = try text(of: event, isAtEnd: false) { return .text(text) }
        }
        return nil
    }

    mutating func finish() throws(ProviderFault) -> ChatEvent {
        while let event = try nextEvent(isAtEnd: true) {
            if event.data.isEndMark { break }
            if let text = try text(of: event, isAtEnd: true) { return .text(text) }
        }
        return .completed(try tally.completion())
    }

    private mutating func nextEvent(isAtEnd: Bool) throws(ProviderFault) -> ServerSentEvent? {
        do {
            return isAtEnd ? try parser.finish() : try parser.next()
        } catch {
            throw ProviderFault(.invalidResponse, "sent an event that is larger than \(error.limit) bytes")
        }
    }

    /// Takes an event in; returns its text, if it has some.
    private mutating func text(of event: ServerSentEvent, isAtEnd: Bool) throws(ProviderFault) -> ArraySlice<UInt8>? {
        // A failure may be marked by the event's name (Groq), by the field's name (llama.cpp), or by no framing at all.
        if event.origin != .data || event.name.elementsEqual("error".utf8) {
            throw .reported(ProviderReport(error: event.data))
        }
        guard event.data.contains(where: { !$0.isJSONBlank }) else { return nil }
        let chunk: ChatCompletionsChunk
        do {
            chunk = try ChatCompletionsChunk(event.data, content: .delta)
        } catch {
            // The last event of a connection that was cut off is half a chunk.
            if isAtEnd, error.code == .unexpectedEnd { return nil }
            throw ProviderFault(.invalidResponse, "sent an event that is not a chunk of an answer")
        }
        try tally.add(chunk)
        if !chunk.hasChoices, chunk.usage == nil, let report = ProviderReport(document: event.data) {
            throw .reported(report)
        }
        return chunk.text.isEmpty ? nil : chunk.text
    }
}

extension ArraySlice<UInt8> {
    /// Whether this is the `[DONE]` that ends a stream, maybe with blanks around it.
    fileprivate var isEndMark: Bool {
        guard let start = firstIndex(where: { !$0.isJSONBlank }), self[start] == UInt8(ascii: "[") else { return false }
        return String(decoding: self, as: UTF8.self).trimmingBlanks() == "[DONE]"
    }
}

extension UInt8 {
    /// Whether this is white space of JSON.
    var isJSONBlank: Bool {
        self == 0x20 || self == 0x0A || self == 0x0D || self == 0x09
    }
}
