// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat
internal import JSONCoding
internal import ServerSentEvents

/// Decodes a stream of server-sent events, whose content is a dialect's.
struct EventStreamDecoder<Content: StreamContent>: StreamDecoder {
    private var parser: ServerSentEventParser
    private var content: Content
    /// What is left of an event whose data are several glued together.
    private var glued = GluedData()
    /// The last data that was no part of an answer: it may say why the answer ends.
    private var remark: ArraySlice<UInt8> = []
    /// Whether the completion was emitted.
    private var isOver = false

    /// The most bytes of a remark that are kept.
    private static var remarkLimit: Int { 512 }

    init(_ content: Content, maximumEventSize: Int) {
        parser = ServerSentEventParser(maximumEventSize: maximumEventSize)
        self.content = content
    }

    mutating func append(_ bytes: some Collection<UInt8>) {
        parser.append(bytes)
    }

    mutating func decode(emit: ChatEventHandler) throws(ProviderFault) {
        try advance(isAtEnd: false, emit: emit)
    }

    mutating func finish(emit: ChatEventHandler) throws(ProviderFault) {
        try advance(isAtEnd: true, emit: emit)
        if !isOver { try end(emit: emit) }
    }

    private mutating func advance(isAtEnd: Bool, emit: ChatEventHandler) throws(ProviderFault) {
        while !isOver {
            if !glued.isEmpty {
                try readGlued(isAtEnd: isAtEnd, emit: emit)
            } else if let event = try nextEvent(isAtEnd: isAtEnd) {
                try read(event, isAtEnd: isAtEnd, emit: emit)
            } else {
                return
            }
        }
    }

    private mutating func nextEvent(isAtEnd: Bool) throws(ProviderFault) -> ServerSentEvent? {
        do {
            return isAtEnd ? try parser.finish() : try parser.next()
        } catch {
            throw ProviderFault(.invalidResponse, "sent an event that is larger than \(error.limit) bytes")
        }
    }

    private mutating func read(
        _ event: ServerSentEvent,
        isAtEnd: Bool,
        emit: ChatEventHandler
    ) throws(ProviderFault) {
        // A failure may be marked by the event's name (Groq), by the field's name (llama.cpp), or by no framing at all.
        if event.origin != .data || event.name.elementsEqual("error".utf8) {
            glued = GluedData(error: event.data)
            if glued.isEmpty { throw .reported(ProviderReport(error: event.data)) }
            return
        }
        guard let first = event.data.first(where: { !$0.isJSONBlank }) else { return }
        guard first == UInt8(ascii: "{") else { return try readOther(event.data, isAtEnd: isAtEnd, emit: emit) }
        let isEnd: Bool
        do {
            isEnd = try content.receive(event.data, emit)
        } catch {
            if case .fault(let fault) = error { throw fault }
            // Without the blank line between them, or without any line end, several are one.
            glued = GluedData(event.data)
            return
        }
        if isEnd { try end(emit: emit) }
    }

    private mutating func readGlued(isAtEnd: Bool, emit: ChatEventHandler) throws(ProviderFault) {
        let data = glued.next()
        if glued.isEmpty, glued.endsWithError { throw .reported(ProviderReport(error: data)) }
        guard let first = data.first else { return }
        guard first == UInt8(ascii: "{") else { return try readOther(data, isAtEnd: isAtEnd, emit: emit) }
        let isEnd: Bool
        do {
            isEnd = try content.receive(data, emit)
        } catch {
            switch error {
            case .fault(let fault):
                throw fault
            // The last event of a connection that was cut off is half an event.
            case .malformed(let error) where isAtEnd && glued.isEmpty && error.code == .unexpectedEnd:
                return
            case .malformed:
                throw .notAChunk
            }
        }
        if isEnd { try end(emit: emit) }
    }

    /// Reads data that does not begin as an object, and so holds nothing of an answer in any dialect.
    private mutating func readOther(
        _ data: ArraySlice<UInt8>,
        isAtEnd: Bool,
        emit: ChatEventHandler
    ) throws(ProviderFault) {
        let text = ByteString(data).trimmed
        if text.hasPrefix(.byteOrderMark) {
            glued = GluedData(text.bytes.dropFirst(ByteString.byteOrderMark.count))
            return
        }
        if EndMark.isMark(text.bytes) { return try end(emit: emit) }
        // An array may wrap an error object.
        if let report = ProviderReport(document: text.bytes) { throw .reported(report) }
        if text.bytes.isFilledArray { throw .notAChunk }
        // A sign of life: null, a number, a time, a word. A half of one at a stream's end is none.
        if !isAtEnd || text.bytes.first != UInt8(ascii: "[") {
            remark = text.bytes.isJSON ? remark : Array(text.prefix(bytes: Self.remarkLimit).bytes)[...]
        }
    }

    private mutating func end(emit: ChatEventHandler) throws(ProviderFault) {
        let completion = try completion()
        isOver = true
        try content.closeParts(emit)
        try emit(.completed(completion))
    }

    private func completion() throws(ProviderFault) -> ChatCompletion {
        do {
            return try content.ending.completion()
        } catch {
            guard error.kind == .truncated, error.report == nil, !remark.isEmpty else { throw error }
            var fault = error
            fault.report = ProviderReport(error: remark)
            throw fault
        }
    }
}

extension ProviderFault {
    fileprivate static let notAChunk = ProviderFault(.invalidResponse, "sent an event that is not a chunk of an answer")
}
