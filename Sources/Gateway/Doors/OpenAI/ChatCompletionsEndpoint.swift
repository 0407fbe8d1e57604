// SPDX-License-Identifier: Apache-2.0

internal import Attempts
internal import ByteStrings
internal import Chat
internal import Dialects
internal import FoundationEssentials

/// `POST /v1/chat/completions`: a chat in OpenAI's words, in one piece or as it is written.
struct ChatCompletionsEndpoint: Endpoint {
    func respond(to call: Call) async throws -> Reply {
        let request = try ChatCompletionsRequest(call.takeWholeBody()[...])
        let target = try call.target(named: request.model)
        var chat = request.chat
        chat.model = target.model
        call.note { $0.ignored = request.ignored }
        let identity = ChatCompletionsIdentity(
            created: Int(Date().timeIntervalSince1970),
            model: request.model
        )
        let customCalls = CustomToolCalls(chat.tools)
        guard request.isStreaming else {
            return try await document(of: chat, from: target, identity, customCalls, call)
        }
        let writer = ChatCompletionsStreamWriter(identity, includesUsage: request.includesUsage)
        let stream = EventStream(call, ChatCompletionsEncoder(writer, customCalls: customCalls))
        return try await stream.run { events in
            _ = try await call.snapshot.client.stream(
                chat,
                with: target.provider,
                on: call.eventLoop,
                into: events,
                observer: call
            )
        }
    }

    private func document(
        of chat: ChatRequest,
        from target: ModelTarget,
        _ identity: ChatCompletionsIdentity,
        _ customCalls: CustomToolCalls,
        _ call: Call
    ) async throws -> Reply {
        let (document, completion) = try await call.snapshot.client.collect(
            chat,
            with: target.provider,
            on: call.eventLoop,
            observer: call,
            into: { ChatCompletionsDocument(customCalls) }
        )
        return .answer(document.writer.document(identity, completion), finishReason: completion.finishReason)
    }
}
