// SPDX-License-Identifier: Apache-2.0

internal import Chat
internal import JSONCoding
internal import ServerSentEvents

/// Decodes a stream of server-sent events, whose content is a dialect's.
struct EventStreamDecoder<Content: StreamContent>: StreamDecoder {
    private var parser: ServerSentEventParser
    private var content: Content

    init(_ content: Content, maximumEventSize: Int) {
        parser = ServerSentEventParser(maximumEventSize: maximumEventSize)
        self.content = content
    }

    mutating func append(_ bytes: some Collection<UInt8>) {
        parser.append(bytes)
    }

    mutating func next() throws(ProviderFault) -> ChatEvent? {
        while let event = try nextEvent(isAtEnd: false) {
            switch try read(event, isAtEnd: false) {
            case .nothing: continue
            case .text(let text): return .text(text)
            case .end: return .completed(try content.completion())
            }
        }
        return nil
    }

    mutating func finish() throws(ProviderFault) -> ChatEvent {
        while let event = try nextEvent(isAtEnd: true) {
            switch try read(event, isAtEnd: true) {
            case .nothing: continue
            case .text(let text): return .text(text)
            case .end: return .completed(try content.completion())
            }
        }
        return .completed(try content.completion())
    }

    private mutating func nextEvent(isAtEnd: Bool) throws(ProviderFault) -> ServerSentEvent? {
        do {
            return isAtEnd ? try parser.finish() : try parser.next()
        } catch {
            throw ProviderFault(.invalidResponse, "sent an event that is larger than \(error.limit) bytes")
        }
    }

    private mutating func read(_ event: ServerSentEvent, isAtEnd: Bool) throws(ProviderFault) -> StreamStep {
        // A failure may be marked by the event's name (Groq), by the field's name (llama.cpp), or by no framing at all.
        if event.origin != .data || event.name.elementsEqual("error".utf8) {
            throw .reported(ProviderReport(error: event.data))
        }
        guard event.data.contains(where: { !$0.isJSONBlank }) else { return .nothing }
        do {
            return try content.read(event.data)
        } catch {
            switch error {
            case .fault(let fault):
                throw fault
            // The last event of a connection that was cut off is half an event.
            case .malformed(let error) where isAtEnd && error.code == .unexpectedEnd:
                return .nothing
            case .malformed:
                throw ProviderFault(.invalidResponse, "sent an event that is not a chunk of an answer")
            }
        }
    }
}
