// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat
internal import Providers

/// `POST /llm/classification`: one of the given classes for a text; never another one, never by default.
struct ClassificationEndpoint: Endpoint {
    let registry: ProviderRegistry
    let client: ProviderClient

    func respond(to call: Call) async throws -> Reply {
        let request = try NativeRequest(call, for: .classification, registry: registry)
        if let only = request.classes.first, request.classes.count == 1 {
            return .answer(NativeResponse.classification(only, nil), finishReason: .stop)
        }
        let classification = Classification(request)
        // Both calls share the limits in time of one.
        let start = ContinuousClock.now
        func complete(_ chat: ChatRequest) async throws -> ChatAnswer {
            let answer = try await client.complete(
                chat,
                with: request.provider,
                on: call.eventLoop,
                since: start,
                timing: call.upstreamTiming
            )
            call.note { $0.add(answer.completion.usage) }
            // What a filter left of an answer is not what the model chose.
            guard answer.completion.finishReason != .contentFilter else {
                throw ProviderError(ProviderFault(.filtered, "held a part of the answer back"), from: request.provider)
            }
            return answer
        }
        let first = try await complete(classification.chat)
        if let chosen = classification.match(first) { return reply(chosen, first.completion) }
        let second = try await complete(classification.repairing(first))
        var completion = second.completion
        completion.usage = first.completion.usage.adding(second.completion.usage)
        if let chosen = classification.match(second) { return reply(chosen, completion) }
        throw ProviderError(
            ProviderFault(
                .invalidResponse,
                "did not name one of the given classes, neither at first nor when it was asked again",
                report: ProviderReport(message: ByteString(second.text).prefix(bytes: 1_000))
            ),
            from: request.provider
        )
    }

    private func reply(_ chosen: GivenClass, _ completion: ChatCompletion) -> Reply {
        .answer(NativeResponse.classification(chosen, completion.usage), finishReason: completion.finishReason)
    }
}
