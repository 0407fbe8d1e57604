// SPDX-License-Identifier: Apache-2.0

internal import Chat
internal import Dialects
internal import ServerSentEvents

/// Writes an answer as a stream of chat completion chunks.
struct ChatCompletionsEncoder: StreamEncoder {
    private var writer: ChatCompletionsStreamWriter
    private var customCalls: CustomToolCalls

    init(_ writer: ChatCompletionsStreamWriter, customCalls: CustomToolCalls) {
        self.writer = writer
        self.customCalls = customCalls
    }

    mutating func append(_ event: ChatEvent, to output: inout [UInt8]) {
        if customCalls.isEmpty { return writer.append(event, to: &output) }
        customCalls.pass(event) { writer.append($0, to: &output) }
    }

    /// A failure is an event of its own: a stream that only ends is taken for a whole one.
    ///
    /// `[DONE]` never follows it.
    func append(_ error: GatewayError, to output: inout [UInt8]) {
        output.append(contentsOf: "data: ".utf8)
        output.append(contentsOf: OpenAIError(error).body)
        output.append(contentsOf: "\n\n".utf8)
    }

    func appendComment(to output: inout [UInt8]) {
        ServerSentEventSerializer.appendComment("keep-alive", to: &output)
    }
}
