// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
package import Chat
internal import JSONCoding
internal import ServerSentEvents

/// Writes the events of an answer as a stream of chat completion chunks.
///
/// A chunk is put together from bytes that are the same in all chunks. The role is in the first chunk of a choice alone, an id and a
/// name in the first one of a call: clients join what they get.
/// Source: OpenAI API reference, the chat completion chunk object.
package struct ChatCompletionsStreamWriter: Sendable {
    /// What is known of a choice.
    private struct Choice {
        var hasRole = false
        var calls = 0
        /// The kind of the call that is open, and whether something of its arguments has come.
        var call: ToolCall.Kind?
        var hasArguments = false
    }

    private let prefix: [UInt8]
    private let suffix: [UInt8]
    private let includesUsage: Bool
    private var first = Choice()
    private var others: [Int: Choice] = [:]

    /// - Parameters:
    ///   - identity: What is the same in all chunks.
    ///   - includesUsage: Whether the stream ends with its usage.
    package init(_ identity: ChatCompletionsIdentity, includesUsage: Bool) {
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("id", identity.id)
        writer.key("object")
        writer.string("chat.completion.chunk")
        writer.member("created", identity.created)
        writer.member("model", identity.model)
        prefix = Array("data: ".utf8) + writer.take()
        suffix = Array(includesUsage ? #","usage":null}"#.utf8 : "}".utf8) + Array("\n\n".utf8)
        self.includesUsage = includesUsage
    }

    /// Appends what a client sees of an event.
    package mutating func append(_ event: ChatEvent, to output: inout [UInt8]) {
        switch event {
        case .choice(let index, let event):
            var choice = others[index] ?? Choice()
            append(event, of: &choice, index, to: &output)
            others[index] = choice
        case .completed(let completion):
            append(event, of: &first, 0, to: &output)
            if includesUsage { appendUsage(completion.usage, to: &output) }
            output.append(contentsOf: Self.done)
        default:
            append(event, of: &first, 0, to: &output)
        }
    }

    private static let done = Array("data: [DONE]\n\n".utf8)
    private static let role = Array(#"{"role":"assistant","content":"","refusal":null}"#.utf8)
    private static let beforeContent = Array(#"{"content":""#.utf8)
    private static let beforeRefusal = Array(#"{"refusal":""#.utf8)
    private static let beforeReasoning = Array(#"{"reasoning_content":""#.utf8)
    private static let afterText = Array("\"}".utf8)

    private func append(_ event: ChatEvent, of choice: inout Choice, _ index: Int, to output: inout [UInt8]) {
        switch event {
        case .start, .verbatim, .choice: break
        case .partOpen(let part):
            appendRole(of: &choice, index, to: &output)
            if case .toolCall(let id, let name, let kind) = part {
                appendCall(id, name, kind, of: &choice, index, to: &output)
            }
        case .text(let piece): appendText(piece, Self.beforeContent, index, to: &output)
        case .refusal(let piece): appendText(piece, Self.beforeRefusal, index, to: &output)
        case .reasoning(let piece): appendText(piece, Self.beforeReasoning, index, to: &output)
        case .arguments(let piece): appendArguments(piece, of: &choice, index, to: &output)
        case .opaque(let value): appendOpaque(value, of: choice, index, to: &output)
        case .logprobs(let json):
            begin(index, to: &output)
            output.append(contentsOf: "{}".utf8)
            end(logprobs: json, to: &output)
        case .partClose:
            // A text that is no object would be one that clients cannot read.
            if choice.call == .function, !choice.hasArguments {
                appendArguments("{}".utf8.slice, of: &choice, index, to: &output)
            }
            choice.call = nil
        case .completed(let completion):
            appendRole(of: &choice, index, to: &output)
            begin(index, to: &output)
            output.append(contentsOf: "{}".utf8)
            end(finish: ChatCompletionsWords.finishReason(completion, hasToolCalls: choice.calls > 0), to: &output)
        }
    }

    private func appendRole(of choice: inout Choice, _ index: Int, to output: inout [UInt8]) {
        if choice.hasRole { return }
        choice.hasRole = true
        begin(index, to: &output)
        output.append(contentsOf: Self.role)
        end(to: &output)
    }

    private func appendText(_ piece: ArraySlice<UInt8>, _ before: [UInt8], _ index: Int, to output: inout [UInt8]) {
        begin(index, to: &output)
        output.append(contentsOf: before)
        JSONWriter.appendEscaped(piece, to: &output)
        output.append(contentsOf: Self.afterText)
        end(to: &output)
    }

    private func appendCall(
        _ id: ByteString,
        _ name: ByteString,
        _ kind: ToolCall.Kind,
        of choice: inout Choice,
        _ index: Int,
        to output: inout [UInt8]
    ) {
        choice.call = kind
        choice.hasArguments = false
        choice.calls += 1
        appendCallDelta(of: choice, index, to: &output) { writer in
            writer.member("id", id.isEmpty ? ByteString(RandomID.make("call_")) : id)
            writer.key("type")
            writer.string(kind == .custom ? "custom" : "function")
            ChatCompletionsWords.write(kind, name: name, arguments: [], to: &writer)
        }
    }

    private func appendArguments(
        _ piece: ArraySlice<UInt8>,
        of choice: inout Choice,
        _ index: Int,
        to output: inout [UInt8]
    ) {
        guard let kind = choice.call else { return }
        choice.hasArguments = true
        appendCallDelta(of: choice, index, to: &output) { writer in
            ChatCompletionsWords.write(kind, name: nil, arguments: piece, to: &writer)
        }
    }

    private func appendOpaque(_ value: OpaqueValue, of choice: Choice, _ index: Int, to output: inout [UInt8]) {
        guard let kind = choice.call, value.vendor == .google else { return }
        appendCallDelta(of: choice, index, to: &output) { writer in
            // LangChain reads the function of every delta.
            ChatCompletionsWords.write(kind, name: nil, arguments: [], to: &writer)
            ChatCompletionsWords.write(value, to: &writer)
        }
    }

    private func appendCallDelta(
        of choice: Choice,
        _ index: Int,
        to output: inout [UInt8],
        _ write: (inout JSONWriter) -> Void
    ) {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("tool_calls")
        writer.beginArray()
        writer.beginObject()
        writer.member("index", choice.calls - 1)
        write(&writer)
        writer.endObject()
        writer.endArray()
        writer.endObject()
        begin(index, to: &output)
        output.append(contentsOf: writer.take())
        end(to: &output)
    }

    private func appendUsage(_ usage: Usage?, to output: inout [UInt8]) {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("choices")
        writer.raw("[]".utf8)
        ChatCompletionsWords.write(usage, to: &writer)
        writer.endObject()
        output.append(contentsOf: prefix)
        output.append(UInt8(ascii: ","))
        output.append(contentsOf: writer.take().dropFirst())
        output.append(contentsOf: "\n\n".utf8)
    }

    // MARK: The frame of a chunk

    private func begin(_ index: Int, to output: inout [UInt8]) {
        output.append(contentsOf: prefix)
        output.append(contentsOf: Self.beforeIndex)
        if index == 0 { output.append(UInt8(ascii: "0")) } else { output.append(contentsOf: String(index).utf8) }
        output.append(contentsOf: Self.beforeDelta)
    }

    private func end(to output: inout [UInt8]) {
        output.append(contentsOf: Self.afterDelta)
        output.append(contentsOf: suffix)
    }

    private func end(finish: String, to output: inout [UInt8]) {
        output.append(contentsOf: #","logprobs":null,"finish_reason":"\#(finish)"}]"#.utf8)
        output.append(contentsOf: suffix)
    }

    private func end(logprobs: ArraySlice<UInt8>, to output: inout [UInt8]) {
        output.append(contentsOf: #","logprobs":"#.utf8)
        output.append(contentsOf: logprobs)
        output.append(contentsOf: #","finish_reason":null}]"#.utf8)
        output.append(contentsOf: suffix)
    }

    private static let beforeIndex = Array(#","choices":[{"index":"#.utf8)
    private static let beforeDelta = Array(#","delta":"#.utf8)
    private static let afterDelta = Array(#","logprobs":null,"finish_reason":null}]"#.utf8)
}

extension String.UTF8View {
    fileprivate var slice: ArraySlice<UInt8> { Array(self)[...] }
}
