// SPDX-License-Identifier: Apache-2.0

import Chat
import Dialects
import Fuzzing
import Attempts
import Providers
import Upstream
import UpstreamTesting

@testable import Gateway

/// A call whose provider gives the same answer to each attempt, and what it must never do.
struct ScriptedCall {
    /// How a call ended, and how it broke its contract.
    struct Result {
        var outcome = Outcome()
        var violation: String?
    }

    /// No request has so many fields to leave out.
    private static let mostAttempts = 20
    private static let longestMessage = 4_096

    private let provider: Provider
    private let isStream: Bool
    private let status: Int
    let body: [UInt8]
    /// The body as it arrives the second time.
    let pieces: [[UInt8]]

    init?(_ input: FuzzInput) {
        guard input.words.count == 4, let status = Int(input.words[2]), let seed = UInt64(input.words[3]) else {
            return nil
        }
        provider = .scripted(input.words[0])
        isStream = input.words[1] == "stream"
        self.status = status
        body = input.bytes
        var random = SplitMix64(seed: seed)
        pieces = random.pieces(of: body, most: 2_000)
    }

    /// Makes the call; the answer's body arrives in these pieces.
    func run(_ pieces: [[UInt8]]) async -> Result {
        var response = ScriptedResponse(status: status)
        response.pieces = pieces.filter { !$0.isEmpty }
        let upstream = ScriptedUpstream(Array(repeating: response, count: Self.mostAttempts))
        let client = ProviderClient(upstream: upstream)
        var result = isStream ? await stream(client) : await complete(client)
        if upstream.requests.count >= Self.mostAttempts { result.violation = "it is asked without an end" }
        return result
    }

    private func stream(_ client: ProviderClient) async -> Result {
        let loop = InlineEventLoop()
        let sink = CollectingSink(eventLoop: loop)
        var result = Result()
        do {
            let text = TextSink(sink)
            let completion = try await client.stream(.brief(), with: provider, on: loop, into: text)
            try text.check(from: provider)
            result.outcome.completion = completion
            if sink.completions != [completion] { result.violation = "completions: \(sink.completions)" }
        } catch {
            note(error, in: &result)
            if !sink.completions.isEmpty { result.violation = "an error after \(sink.completions)" }
        }
        result.outcome.text = String(decoding: sink.text, as: UTF8.self)
        if !Array(result.outcome.text.utf8).elementsEqual(sink.text) { result.violation = "the text is no UTF-8" }
        let end = sink.calls.firstIndex { if case .completion = $0 { true } else { false } }
        if let end, sink.calls[end...].contains(where: { if case .text = $0 { true } else { false } }) {
            result.violation = "text after the completion"
        }
        return result
    }

    private func complete(_ client: ProviderClient) async -> Result {
        var result = Result()
        do {
            let answer = try await client.complete(.brief(), with: provider, on: InlineEventLoop())
            try answer.checkText(from: provider)
            result.outcome = Outcome(text: String(decoding: answer.text, as: UTF8.self), completion: answer.completion)
            if answer.text.isEmpty { result.violation = "an answer without text" }
            if !Array(result.outcome.text.utf8).elementsEqual(answer.text) { result.violation = "the text is no UTF-8" }
        } catch {
            note(error, in: &result)
        }
        return result
    }

    private func note(_ error: any Error, in result: inout Result) {
        guard let error = error as? ProviderError else {
            result.violation = "an error of another kind: \(error)"
            return
        }
        result.outcome.error = error
        if error.message.isEmpty || error.message.utf8.count > Self.longestMessage {
            result.violation = "a message of \(error.message.utf8.count) bytes"
        }
        // Unreachable is what a script says that has come to its end.
        if [.timeout, .cancelled, .unavailable].contains(error.kind) {
            result.violation = "nothing of the kind happened: \(error.kind)"
        }
    }
}
