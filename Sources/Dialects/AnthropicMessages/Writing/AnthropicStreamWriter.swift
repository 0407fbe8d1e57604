// SPDX-License-Identifier: Apache-2.0

package import ByteStrings
package import Chat
internal import JSONCoding

/// Writes the events of an answer as a stream of Anthropic's events.
///
/// The blocks follow each other, numbered from 0, and each has at most one signature: clients keep the last one.
/// Source: Claude docs, streaming messages.
package struct AnthropicStreamWriter: Sendable {
    private let id: ByteString
    private let model: ByteString
    private var hasStarted = false
    private var hasToolCalls = false
    private var hasRefused = false
    /// The number of the block that is open, or of the next one.
    private var index = 0
    /// The number as text, and whether a block is open.
    private var isOpen = false
    /// The call that is open and was not written yet: what its provider wants to have back goes before it.
    private var waiting: (id: ByteString, name: ByteString)?
    /// The arguments that were not written yet; nil where no call is open.
    private var arguments: [UInt8]?
    /// Whether the arguments begin as an object does, and are written as they come.
    private var writesArguments = false
    /// The signature of the block that is open.
    private var signature: ByteString?

    /// - Parameters:
    ///   - id: The answer's id.
    ///   - model: The model as the caller has named it.
    package init(id: ByteString = ByteString(RandomID.make("msg_")), model: ByteString) {
        self.id = id
        self.model = model
    }

    /// Appends what a client sees of an event.
    package mutating func append(_ event: ChatEvent, to output: inout [UInt8]) {
        switch event {
        case .start(let start): begin(promptTokens: start.promptTokens, to: &output)
        case .partOpen(let part):
            begin(promptTokens: nil, to: &output)
            open(part, to: &output)
        case .text(let piece), .refusal(let piece): append(piece, Self.text, to: &output)
        case .reasoning(let piece): append(piece, Self.thinking, to: &output)
        case .arguments(let piece): append(arguments: piece, to: &output)
        case .opaque(let value): take(value, to: &output)
        case .partClose: close(to: &output)
        case .completed(let completion):
            begin(promptTokens: nil, to: &output)
            close(to: &output)
            end(completion, to: &output)
        case .logprobs, .verbatim, .choice: break
        }
    }

    private mutating func begin(promptTokens: Int?, to output: inout [UInt8]) {
        if hasStarted { return }
        hasStarted = true
        Self.event("message_start", to: &output) { writer in
            writer.key("message")
            writer.beginObject()
            AnthropicWords.writeIdentity(id, model, to: &writer)
            writer.key("content")
            writer.raw("[]".utf8)
            for name in ["stop_reason", "stop_sequence"] {
                writer.key(name)
                writer.null()
            }
            let usage = promptTokens.map { Usage(promptTokens: $0, completionTokens: 0, totalTokens: $0) }
            AnthropicWords.write(usage, to: &writer)
            writer.endObject()
        }
    }

    private mutating func open(_ part: ChatPart, to output: inout [UInt8]) {
        close(to: &output)
        switch part {
        case .text: openBlock(to: &output) { AnthropicWords.writeText([], to: &$0) }
        case .refusal:
            hasRefused = true
            openBlock(to: &output) { AnthropicWords.writeText([], to: &$0) }
        case .reasoning: openBlock(to: &output) { AnthropicWords.writeThinking([], signature: "", to: &$0) }
        case .redactedReasoning: break
        case .toolCall(let id, let name, _):
            hasToolCalls = true
            waiting = (id.isEmpty ? ByteString(RandomID.make("toolu_")) : id.copied, name.copied)
            arguments = []
            writesArguments = false
        }
    }

    /// Takes what a provider wants to have back.
    private mutating func take(_ value: OpaqueValue, to output: inout [UInt8]) {
        if arguments != nil {
            // It goes before the call, as far as that is still to be written.
            guard waiting != nil, value.vendor != .anthropic else { return }
            openBlock(to: &output) { AnthropicWords.writeThinking([], signature: "", to: &$0) }
            signature = value.wrapped(for: .anthropic)
            closeBlock(to: &output)
        } else if isOpen {
            signature = value.wrapped(for: .anthropic)
        } else if value.vendor == .anthropic {
            openBlock(to: &output) { AnthropicWords.writeRedacted(value, to: &$0) }
        } else {
            openBlock(to: &output) { AnthropicWords.writeThinking([], signature: "", to: &$0) }
            signature = value.wrapped(for: .anthropic)
        }
    }

    private mutating func append(arguments piece: ArraySlice<UInt8>, to output: inout [UInt8]) {
        guard let held = arguments else { return }
        if writesArguments {
            startCall(to: &output)
            append(held[...], Self.json, to: &output)
            append(piece, Self.json, to: &output)
            arguments = []
            return
        }
        // Clients read the text as JSON while it grows, and can make nothing of one that begins as no object.
        arguments = held + piece
        writesArguments = arguments?.first { !$0.isJSONBlank } == UInt8(ascii: "{")
    }

    private mutating func startCall(to output: inout [UInt8]) {
        guard let call = waiting else { return }
        waiting = nil
        openBlock(to: &output) { AnthropicWords.writeCall(call.id, call.name, input: "{}".utf8.slice, to: &$0) }
    }

    /// Ends the part that is open.
    private mutating func close(to output: inout [UInt8]) {
        if let held = arguments {
            startCall(to: &output)
            arguments = nil
            append(writesArguments ? held[...] : AnthropicWords.input(held), Self.json, to: &output)
        }
        closeBlock(to: &output)
    }

    private func end(_ completion: ChatCompletion, to output: inout [UInt8]) {
        Self.event("message_delta", to: &output) { writer in
            writer.key("delta")
            writer.beginObject()
            AnthropicWords.writeStop(completion, hasToolCalls: hasToolCalls, hasRefused: hasRefused, to: &writer)
            writer.endObject()
            AnthropicWords.write(completion.usage, to: &writer)
        }
        Self.event("message_stop", to: &output) { _ in }
    }

    // MARK: Blocks

    private mutating func openBlock(to output: inout [UInt8], _ write: (inout JSONWriter) -> Void) {
        isOpen = true
        Self.event("content_block_start", to: &output) { writer in
            writer.member("index", index)
            writer.key("content_block")
            write(&writer)
        }
    }

    private mutating func closeBlock(to output: inout [UInt8]) {
        guard isOpen else { return }
        if let signature { append(signature.bytes, Self.signature, to: &output) }
        signature = nil
        isOpen = false
        Self.event("content_block_stop", to: &output) { $0.member("index", index) }
        index += 1
    }

    private static let text = Array(#","delta":{"type":"text_delta","text":""#.utf8)
    private static let thinking = Array(#","delta":{"type":"thinking_delta","thinking":""#.utf8)
    private static let json = Array(#","delta":{"type":"input_json_delta","partial_json":""#.utf8)
    private static let signature = Array(#","delta":{"type":"signature_delta","signature":""#.utf8)
    private static let beforeDelta = Array(
        "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":".utf8
    )
    private static let afterDelta = Array("\"}}\n\n".utf8)

    private func append(_ piece: ArraySlice<UInt8>, _ before: [UInt8], to output: inout [UInt8]) {
        guard isOpen, !piece.isEmpty else { return }
        output.append(contentsOf: Self.beforeDelta)
        if index < 10 {
            output.append(UInt8(ascii: "0") + UInt8(index))
        } else {
            output.append(contentsOf: String(index).utf8)
        }
        output.append(contentsOf: before)
        JSONWriter.appendEscaped(piece, to: &output)
        output.append(contentsOf: Self.afterDelta)
    }

    private static func event(_ name: String, to output: inout [UInt8], _ write: (inout JSONWriter) -> Void) {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("type")
        writer.string(name)
        write(&writer)
        writer.endObject()
        output.append(contentsOf: "event: \(name)\ndata: ".utf8)
        output.append(contentsOf: writer.take())
        output.append(contentsOf: "\n\n".utf8)
    }
}

extension String.UTF8View {
    fileprivate var slice: ArraySlice<UInt8> { Array(self)[...] }
}
