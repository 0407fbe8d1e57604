// SPDX-License-Identifier: Apache-2.0

import Attempts
import Chat
import Dialects
import Providers
import UpstreamTesting

@testable import Gateway

/// Runs chats against scripts; an answer without text is judged as the native API does.
enum Run {
    /// Asks for a streamed answer.
    static func stream(
        _ responses: [ScriptedResponse],
        from provider: Provider = .scripted("local"),
        chat: ChatRequest = .brief(),
        limits: ProviderLimits = ProviderLimits()
    ) async -> Outcome {
        await stream(ProviderClient(upstream: ScriptedUpstream(responses), limits: limits), provider, chat)
    }

    /// Asks for a streamed answer with a client.
    static func stream(_ client: ProviderClient, _ provider: Provider, _ chat: ChatRequest = .brief()) async -> Outcome
    {
        let loop = InlineEventLoop()
        let sink = CollectingSink(eventLoop: loop)
        var outcome = Outcome()
        do {
            let text = TextSink(sink)
            let completion = try await client.stream(chat, with: provider, on: loop, into: text)
            try text.check(from: provider)
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
        await complete(ProviderClient(upstream: ScriptedUpstream(responses), limits: limits), provider, chat)
    }

    /// Asks for a whole answer with a client.
    static func complete(
        _ client: ProviderClient,
        _ provider: Provider,
        _ chat: ChatRequest = .brief()
    ) async -> Outcome {
        do {
            let answer = try await client.complete(chat, with: provider, on: InlineEventLoop())
            try answer.checkText(from: provider)
            return Outcome(text: String(decoding: answer.text, as: UTF8.self), completion: answer.completion)
        } catch {
            return Outcome(error: error as? ProviderError)
        }
    }
}
