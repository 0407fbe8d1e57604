// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
package import Chat
internal import JSONCoding

/// Puts the events of an answer together as one chat completion.
///
/// Source: OpenAI API reference, the chat completion object.
package struct ChatCompletionsDocumentWriter: Sendable {
    /// One choice, as far as it has come.
    private struct Choice {
        var text: [UInt8] = []
        var refusal: [UInt8] = []
        var reasoning: [UInt8] = []
        var calls: [ToolCall] = []
        /// The probabilities of each piece.
        var logprobs: [ArraySlice<UInt8>] = []
        var completion: ChatCompletion?

        mutating func add(_ event: ChatEvent) {
            switch event {
            case .text(let piece): text += piece
            case .refusal(let piece): refusal += piece
            case .reasoning(let piece): reasoning += piece
            case .partOpen(.toolCall(let id, let name, let kind)):
                calls.append(ToolCall(id: id.copied, name: name.copied, kind: kind))
            case .arguments(let piece): if !calls.isEmpty { calls[calls.count - 1].arguments += piece }
            case .opaque(let value):
                if value.vendor == .google, !calls.isEmpty { calls[calls.count - 1].opaque = value }
            case .logprobs(let json): logprobs.append(Array(json)[...])
            case .completed(let completion): self.completion = completion
            case .start, .partOpen, .partClose, .verbatim, .choice: break
            }
        }
    }

    private var choices: [Int: Choice] = [0: Choice()]

    package init() {}

    /// Takes an event.
    package mutating func append(_ event: ChatEvent) {
        if case .choice(let index, let event) = event {
            choices[index, default: Choice()].add(event)
        } else {
            choices[0, default: Choice()].add(event)
        }
    }

    /// The completion, once the answer has ended.
    package func document(_ identity: ChatCompletionsIdentity, _ completion: ChatCompletion) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("id", identity.id)
        writer.key("object")
        writer.string("chat.completion")
        writer.member("created", identity.created)
        writer.member("model", identity.model)
        writer.key("choices")
        writer.beginArray()
        for (index, choice) in choices.sorted(by: { $0.key < $1.key }) {
            write(choice, index, index == 0 ? completion : choice.completion, to: &writer)
        }
        writer.endArray()
        ChatCompletionsWords.write(completion.usage, to: &writer)
        writer.endObject()
        return writer.take()
    }

    private func write(
        _ choice: Choice,
        _ index: Int,
        _ completion: ChatCompletion?,
        to writer: inout JSONWriter
    ) {
        writer.beginObject()
        writer.member("index", index)
        writer.key("message")
        write(choice, to: &writer)
        writer.key("logprobs")
        write(choice.logprobs, to: &writer)
        writer.key("finish_reason")
        // A choice that broke off has none of its own.
        let end = completion ?? ChatCompletion(finishReason: .length, usage: nil)
        writer.string(ChatCompletionsWords.finishReason(end, hasToolCalls: !choice.calls.isEmpty))
        writer.endObject()
    }

    private func write(_ choice: Choice, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.key("role")
        writer.string("assistant")
        writer.key("content")
        if choice.text.isEmpty, !choice.calls.isEmpty || !choice.refusal.isEmpty {
            writer.null()
        } else {
            writer.string(utf8: choice.text[...])
        }
        writer.key("refusal")
        if choice.refusal.isEmpty { writer.null() } else { writer.string(utf8: choice.refusal[...]) }
        if !choice.reasoning.isEmpty {
            writer.key("reasoning_content")
            writer.string(utf8: choice.reasoning[...])
        }
        if !choice.calls.isEmpty {
            writer.key("tool_calls")
            writer.beginArray()
            for call in choice.calls { write(call, to: &writer) }
            writer.endArray()
        }
        writer.endObject()
    }

    private func write(_ call: ToolCall, to writer: inout JSONWriter) {
        writer.beginObject()
        writer.member("id", call.id.isEmpty ? ByteString(RandomID.make("call_")) : call.id)
        writer.key("type")
        writer.string(call.kind == .custom ? "custom" : "function")
        let isEmpty = call.arguments.isEmpty && call.kind == .function
        let arguments = isEmpty ? Array("{}".utf8)[...] : call.arguments[...]
        ChatCompletionsWords.write(call.kind, name: call.name, arguments: arguments, to: &writer)
        ChatCompletionsWords.write(call.opaque, to: &writer)
        writer.endObject()
    }

    /// Writes the probabilities of all pieces as one; null when there are none.
    private func write(_ pieces: [ArraySlice<UInt8>], to writer: inout JSONWriter) {
        let values = pieces.compactMap { try? JSONValue(parsing: $0) }
        if values.isEmpty { return writer.null() }
        writer.beginObject()
        for name in ["content", "refusal"] {
            let tokens = values.flatMap { $0[name]?.arrayValue ?? [] }
            writer.key(name)
            if tokens.isEmpty { writer.null() } else { JSONValue.array(tokens).write(to: &writer) }
        }
        writer.endObject()
    }
}
