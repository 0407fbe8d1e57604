// SPDX-License-Identifier: Apache-2.0

import Chat
import Providers

/// Runs chats against scripts.
enum Run {
    /// Asks for a streamed answer.
    static func stream(
        _ responses: [ScriptedResponse],
        from provider: Provider = .scripted("local"),
        chat: ChatRequest = .brief(),
        limits: ProviderLimits = ProviderLimits()
    ) async -> Outcome {
        let loop = InlineEventLoop()
        let sink = CollectingSink(eventLoop: loop)
        let client = ProviderClient(upstream: ScriptedUpstream(responses), limits: limits)
        var outcome = Outcome()
        do {
            let completion = try await client.stream(chat, with: provider, on: loop, into: sink)
            if sink.completions == [completion] { outcome.completion = completion }
        } catch {
            outcome.error = error as? ProviderError
        }
        outcome.text = String(decoding: sink.text, as: UTF8.self)
        return outcome
    }

    /// Asks for a whole answer.
    static func complete(
        _ responses: [ScriptedResponse],
        from provider: Provider = .scripted("local"),
        chat: ChatRequest = .brief(),
        limits: ProviderLimits = ProviderLimits()
    ) async -> Outcome {
        let client = ProviderClient(upstream: ScriptedUpstream(responses), limits: limits)
        do {
            let answer = try await client.complete(chat, with: provider, on: InlineEventLoop())
            return Outcome(text: String(decoding: answer.text, as: UTF8.self), completion: answer.completion)
        } catch {
            return Outcome(error: error as? ProviderError)
        }
    }
}
