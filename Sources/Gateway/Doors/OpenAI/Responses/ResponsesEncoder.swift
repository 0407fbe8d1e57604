// SPDX-License-Identifier: Apache-2.0

internal import Chat
internal import Dialects
internal import FoundationEssentials
internal import ServerSentEvents

/// Writes an answer as a stream of a response's events.
struct ResponsesEncoder: StreamEncoder {
    /// The silence after which a sign of life is an event: some clients count the time between events, and comments are none.
    private static let longestSilence = Duration.seconds(45)

    private var writer: ResponsesStreamWriter
    private var customCalls: CustomToolCalls
    /// When the first comment since the last event was written.
    private var silence: ContinuousClock.Instant?

    init(_ writer: ResponsesStreamWriter, customCalls: CustomToolCalls) {
        self.writer = writer
        self.customCalls = customCalls
    }

    mutating func append(_ event: ChatEvent, to output: inout [UInt8]) {
        silence = nil
        if case .completed = event { writer.completedAt = Int(Date().timeIntervalSince1970) }
        if customCalls.isEmpty { return writer.append(event, to: &output) }
        customCalls.pass(event) { writer.append($0, to: &output) }
    }

    /// A failure is two events, of which some clients read the one and some the other; nothing follows them.
    mutating func append(_ error: GatewayError, to output: inout [UInt8]) {
        let error = OpenAIError(error)
        writer.failure(code: error.code ?? "server_error", message: error.message, to: &output)
    }

    mutating func appendComment(to output: inout [UInt8]) {
        ServerSentEventSerializer.appendComment("keep-alive", to: &output)
        let now = ContinuousClock.now
        guard let silence else {
            silence = now
            return
        }
        guard now - silence >= Self.longestSilence else { return }
        self.silence = nil
        writer.keepalive(to: &output)
    }
}
