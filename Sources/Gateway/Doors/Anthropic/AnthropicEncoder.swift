// SPDX-License-Identifier: Apache-2.0

internal import Chat
internal import Dialects

/// Writes an answer as a stream of Anthropic's events.
struct AnthropicEncoder: StreamEncoder {
    private var writer: AnthropicStreamWriter
    private let requestID: String
    /// Whether the provider's own events are passed on.
    private var isVerbatim = false

    init(_ writer: AnthropicStreamWriter, requestID: String) {
        self.writer = writer
        self.requestID = requestID
    }

    mutating func append(_ event: ChatEvent, to output: inout [UInt8]) {
        if case .verbatim(let data) = event {
            isVerbatim = true
            AnthropicStreamWriter.append(passed: data, to: &output)
        } else if !isVerbatim {
            writer.append(event, to: &output)
        }
    }

    /// A failure is an event of its own: a stream that only ends is taken for a whole one.
    ///
    /// `message_stop` never follows it.
    func append(_ error: GatewayError, to output: inout [UInt8]) {
        output.append(contentsOf: "event: error\ndata: ".utf8)
        output.append(contentsOf: AnthropicError(error).body(requestID: requestID))
        output.append(contentsOf: "\n\n".utf8)
    }

    /// Anthropic's own sign of life, which its clients know.
    func appendComment(to output: inout [UInt8]) {
        output.append(contentsOf: "event: ping\ndata: {\"type\":\"ping\"}\n\n".utf8)
    }
}
