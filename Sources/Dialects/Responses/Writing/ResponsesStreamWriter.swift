// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
package import Chat
internal import JSONCoding

/// Writes the events of an answer as the events of a response.
///
/// A stream holds the text of its items, as its last event repeats them all; ProviderLimits bound that, as the receiver counts an
/// answer's size. The first of the choices alone is told.
/// Source: OpenAI API reference, streaming events of a response.
package struct ResponsesStreamWriter: Sendable {
    private var output: ResponsesOutput
    private var item: ResponsesItem?
    /// What stands before and behind the sequence number, and before a piece, in each delta of the open item.
    private var beforeDelta: [UInt8] = []
    private var beforePiece: [UInt8] = []
    private var sequence = 0
    private var hasStarted = false
    private var hasEnded = false
    /// When the answer has ended, in seconds since 1970; to be set before its last event.
    package var completedAt: Int?

    /// - Parameter identity: What is the same in all of the response.
    package init(_ identity: ResponsesIdentity) {
        output = ResponsesOutput(identity)
    }

    /// Appends what a client sees of an event; nothing follows the end of a response.
    package mutating func append(_ event: ChatEvent, to bytes: inout [UInt8]) {
        if hasEnded { return }
        start(to: &bytes)
        switch event {
        case .start, .verbatim, .choice: break
        case .partOpen(let part):
            close("completed", to: &bytes)
            open(part, to: &bytes)
        case .text(let piece): appendText(piece, .text, .text, to: &bytes)
        case .refusal(let piece): appendText(piece, .refusal, .refusal, to: &bytes)
        case .reasoning(let piece): appendText(piece, .reasoning, .reasoning, to: &bytes)
        case .arguments(let piece):
            if item?.kind == .function || item?.kind == .custom { appendDelta(piece, to: &bytes) }
        case .opaque(let value): item?.opaque = value
        case .logprobs(let json):
            guard item?.kind == .text, let value = try? JSONValue(parsing: json) else { break }
            item?.logprobs += value["content"]?.arrayValue ?? []
        case .partClose: close("completed", to: &bytes)
        case .completed(let completion):
            let status = ResponsesOutput.status(.ended(completion))
            close(status, to: &bytes)
            end("response.\(status)", .ended(completion), to: &bytes)
        }
    }

    /// Appends the end of an answer that has failed, in both spellings that clients read; nothing follows it.
    package mutating func failure(code: String, message: String, to bytes: inout [UInt8]) {
        if hasEnded { return }
        start(to: &bytes)
        close("incomplete", to: &bytes)
        emit("error", to: &bytes) { writer in
            Self.write(code, message, to: &writer)
            writer.key("error")
            writer.beginObject()
            writer.key("type")
            writer.string("server_error")
            Self.write(code, message, to: &writer)
            writer.endObject()
        }
        end("response.failed", .failed(code: code, message: message), to: &bytes)
    }

    /// Appends an event that clients pass over, for those that count the time between events.
    package mutating func keepalive(to bytes: inout [UInt8]) {
        if hasEnded { return }
        start(to: &bytes)
        emit("keepalive", to: &bytes) { _ in }
    }

    /// The response object at the end of an answer.
    func document(_ completion: ChatCompletion) -> [UInt8] {
        var writer = JSONWriter()
        output.write(.ended(completion), completedAt: completedAt, to: &writer)
        return writer.take()
    }

    private static func write(_ code: String, _ message: String, to writer: inout JSONWriter) {
        writer.key("code")
        writer.string(code)
        writer.key("message")
        writer.string(message)
        writer.key("param")
        writer.null()
    }

    // MARK: The response

    private mutating func start(to bytes: inout [UInt8]) {
        if hasStarted { return }
        hasStarted = true
        emitResponse("response.created", .running, to: &bytes)
        emitResponse("response.in_progress", .running, to: &bytes)
    }

    private mutating func end(_ type: String, _ state: ResponsesOutput.State, to bytes: inout [UInt8]) {
        emitResponse(type, state, to: &bytes)
        hasEnded = true
    }

    private mutating func emitResponse(_ type: String, _ state: ResponsesOutput.State, to bytes: inout [UInt8]) {
        let (output, completedAt) = (output, completedAt)
        emit(type, to: &bytes) { writer in
            writer.key("response")
            output.write(state, completedAt: completedAt, to: &writer)
        }
    }

    // MARK: Items

    private mutating func open(_ part: ChatPart, to bytes: inout [UInt8]) {
        let opened = ResponsesItem(part)
        item = opened
        item?.hasPart = part != .redactedReasoning
        let index = output.items.count
        emit("response.output_item.added", to: &bytes) { writer in
            writer.member("output_index", index)
            writer.key("item")
            opened.write("in_progress", includesOpaque: false, to: &writer)
        }
        if let words = ResponsesWords(opened.kind).part, part != .redactedReasoning {
            emitPart("\(words).added", opened, index, isWhole: false, to: &bytes)
        }
        let words = ResponsesWords(opened.kind)
        beforeDelta = Array(
            "event: \(words.event).delta\ndata: {\"type\":\"\(words.event).delta\",\"sequence_number\":".utf8
        )
        beforePiece = Array(",\"item_id\":\"\(opened.id)\",\"output_index\":\(index)\(words.index)".utf8)
        beforePiece += Array(opened.kind == .text ? ",\"logprobs\":[],\"delta\":\"".utf8 : ",\"delta\":\"".utf8)
    }

    private mutating func appendText(
        _ piece: ArraySlice<UInt8>,
        _ kind: ResponsesItem.Kind,
        _ part: ChatPart,
        to bytes: inout [UInt8]
    ) {
        if item?.kind != kind {
            close("completed", to: &bytes)
            open(part, to: &bytes)
        }
        appendDelta(piece, to: &bytes)
    }

    private mutating func appendDelta(_ piece: ArraySlice<UInt8>, to bytes: inout [UInt8]) {
        item?.content.append(contentsOf: piece)
        bytes.append(contentsOf: beforeDelta)
        bytes.append(contentsOf: String(sequence).utf8)
        sequence += 1
        bytes.append(contentsOf: beforePiece)
        JSONWriter.appendEscaped(piece, to: &bytes)
        bytes.append(contentsOf: "\"}\n\n".utf8)
    }

    private mutating func close(_ status: String, to bytes: inout [UInt8]) {
        guard let open = item else { return }
        // A text that is no object would be one that clients cannot read.
        if open.kind == .function, open.content.isEmpty { appendDelta(Array("{}".utf8)[...], to: &bytes) }
        guard let closed = item else { return }
        item = nil
        let index = output.items.count
        let words = ResponsesWords(closed.kind)
        if closed.hasPart {
            emit("\(words.event).done", to: &bytes) { writer in words.writeDone(closed, index, to: &writer) }
            if let part = words.part { emitPart("\(part).done", closed, index, isWhole: true, to: &bytes) }
        }
        let json = output.end(closed, status)
        emit("response.output_item.done", to: &bytes) { writer in
            writer.member("output_index", index)
            writer.key("item")
            writer.raw(json)
        }
    }

    private mutating func emitPart(
        _ type: String,
        _ item: ResponsesItem,
        _ index: Int,
        isWhole: Bool,
        to bytes: inout [UInt8]
    ) {
        emit(type, to: &bytes) { writer in
            ResponsesWords(item.kind).writePlace(item, index, to: &writer)
            writer.key("part")
            item.writePart(isWhole: isWhole, to: &writer)
        }
    }

    private mutating func emit(_ type: String, to bytes: inout [UInt8], _ write: (inout JSONWriter) -> Void) {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("type")
        writer.string(type)
        writer.member("sequence_number", sequence)
        write(&writer)
        writer.endObject()
        sequence += 1
        bytes.append(contentsOf: "event: \(type)\ndata: ".utf8)
        bytes.append(contentsOf: writer.take())
        bytes.append(contentsOf: "\n\n".utf8)
    }
}
