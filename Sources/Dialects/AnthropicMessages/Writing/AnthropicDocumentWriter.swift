// SPDX-License-Identifier: Apache-2.0

package import ByteStrings
package import Chat
internal import JSONCoding

/// Puts the events of an answer together as one message.
///
/// Source: Claude API reference, the message object.
package struct AnthropicDocumentWriter: Sendable {
    /// A block, as far as it has come.
    private enum Block {
        case text([UInt8])
        case thinking([UInt8], OpaqueValue?)
        case redacted(OpaqueValue)
        case call(ToolCall)
    }

    private let id: ByteString
    private let model: ByteString
    private var blocks: [Block] = []
    private var hasRefused = false
    /// Whether the thoughts that are open are held back.
    private var isRedacted = false

    /// - Parameters:
    ///   - id: The answer's id.
    ///   - model: The model as the caller has named it.
    package init(id: ByteString = ByteString(RandomID.make("msg_")), model: ByteString) {
        self.id = id
        self.model = model
    }

    /// Takes an event.
    package mutating func append(_ event: ChatEvent) {
        switch event {
        case .partOpen(let part): open(part)
        case .text(let piece), .refusal(let piece), .reasoning(let piece), .arguments(let piece): add(piece)
        case .opaque(let value): add(value)
        case .start, .logprobs, .partClose, .verbatim, .completed, .choice: break
        }
    }

    private mutating func open(_ part: ChatPart) {
        isRedacted = false
        switch part {
        case .text: blocks.append(.text([]))
        case .refusal:
            hasRefused = true
            blocks.append(.text([]))
        case .reasoning: blocks.append(.thinking([], nil))
        case .redactedReasoning: isRedacted = true
        case .toolCall(let id, let name, let kind):
            blocks.append(.call(ToolCall(id: id.copied, name: name.copied, kind: kind)))
        }
    }

    private mutating func add(_ piece: ArraySlice<UInt8>) {
        switch blocks.popLast() {
        case .text(let text)?: blocks.append(.text(text + piece))
        case .thinking(let text, let opaque)?: blocks.append(.thinking(text + piece, opaque))
        case .call(var call)?:
            call.arguments += piece
            blocks.append(.call(call))
        case let block?: blocks.append(block)
        case nil: break
        }
    }

    private mutating func add(_ value: OpaqueValue) {
        if isRedacted {
            blocks.append(value.vendor == .anthropic ? .redacted(value) : .thinking([], value))
            return
        }
        switch blocks.last {
        case .thinking(let text, _)?: blocks[blocks.count - 1] = .thinking(text, value)
        case .call?:
            // It goes before the call.
            if value.vendor != .anthropic { blocks.insert(.thinking([], value), at: blocks.count - 1) }
        case .text?, .redacted?, nil: break
        }
    }

    /// The message, once the answer has ended.
    package func document(_ completion: ChatCompletion) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        AnthropicWords.writeIdentity(id, model, to: &writer)
        writer.key("content")
        writer.beginArray()
        var hasToolCalls = false
        for block in blocks {
            if case .call = block { hasToolCalls = true }
            write(block, to: &writer)
        }
        writer.endArray()
        AnthropicWords.writeStop(completion, hasToolCalls: hasToolCalls, hasRefused: hasRefused, to: &writer)
        AnthropicWords.write(completion.usage, to: &writer)
        writer.endObject()
        return writer.take()
    }

    private func write(_ block: Block, to writer: inout JSONWriter) {
        switch block {
        case .text(let text): AnthropicWords.writeText(text[...], to: &writer)
        case .thinking(let text, let opaque):
            AnthropicWords.writeThinking(text[...], signature: opaque?.wrapped(for: .anthropic) ?? "", to: &writer)
        case .redacted(let value): AnthropicWords.writeRedacted(value, to: &writer)
        case .call(let call):
            let id = call.id.isEmpty ? ByteString(RandomID.make("toolu_")) : call.id
            AnthropicWords.writeCall(id, call.name, input: AnthropicWords.input(call.arguments), to: &writer)
        }
    }
}
