// SPDX-License-Identifier: Apache-2.0

internal import Chat
internal import Dialects
internal import ServerSentEvents

/// Writes an answer as a stream of chat completion chunks.
struct ChatCompletionsEncoder: StreamEncoder {
    private var writer: ChatCompletionsStreamWriter
    private var customCalls: CustomToolCalls
    /// Whether the provider's own chunks are passed on.
    private var isVerbatim = false

    init(_ writer: ChatCompletionsStreamWriter, customCalls: CustomToolCalls) {
        self.writer = writer
        self.customCalls = customCalls
    }

    mutating func append(_ event: ChatEvent, to output: inout [UInt8]) {
        if case .verbatim(let data) = event {
            isVerbatim = true
            return append(data: data, to: &output)
        }
        if isVerbatim {
            if case .completed = event { append(data: Self.done[...], to: &output) }
            return
        }
        if customCalls.isEmpty { return writer.append(event, to: &output) }
        customCalls.pass(event) { writer.append($0, to: &output) }
    }

    private static let done = Array("[DONE]".utf8)

    private func append(data: ArraySlice<UInt8>, to output: inout [UInt8]) {
        output.append(contentsOf: Self.beforeData)
        output.append(contentsOf: data)
        output.append(contentsOf: Self.afterData)
    }

    private static let beforeData = Array("data: ".utf8)
    private static let afterData = Array("\n\n".utf8)

    /// A failure is an event of its own: a stream that only ends is taken for a whole one.
    ///
    /// `[DONE]` never follows it.
    func append(_ error: GatewayError, to output: inout [UInt8]) {
        append(data: OpenAIError(error).body[...], to: &output)
    }

    func appendComment(to output: inout [UInt8]) {
        ServerSentEventSerializer.appendComment("keep-alive", to: &output)
    }
}
