// SPDX-License-Identifier: Apache-2.0

internal import Attempts
internal import ByteStrings
internal import Chat
internal import Dialects
internal import FoundationEssentials
internal import Providers

/// `POST /v1/chat/completions`: a chat in OpenAI's words, in one piece or as it is written.
///
/// A provider of the same dialect gets the caller's own request, and the caller gets its answer as it is; for any other provider both are
/// translated.
struct ChatCompletionsEndpoint: Endpoint {
    func respond(to call: Call) async throws -> Reply {
        let body = try call.takeWholeBody()[...]
        let head = try ChatCompletionsHead(body)
        let target = try call.target(named: head.model)
        let chat = try chat(body, head, target, call)
        let identity = ChatCompletionsIdentity(created: Int(Date().timeIntervalSince1970), model: head.model)
        let customCalls = CustomToolCalls(chat.tools)
        guard head.isStreaming else {
            let (document, completion) = try await call.snapshot.client.collect(
                chat,
                with: target.provider,
                on: call.eventLoop,
                observer: call,
                into: { ChatCompletionsDocument(customCalls) }
            )
            return .answer(document.body(identity, completion), finishReason: completion.finishReason)
        }
        let writer = ChatCompletionsStreamWriter(identity, includesUsage: head.includesUsage)
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

    private func chat(
        _ body: ArraySlice<UInt8>,
        _ head: ChatCompletionsHead,
        _ target: ModelTarget,
        _ call: Call
    ) throws -> ChatRequest {
        if target.provider.dialect.verbatimDialect == .chatCompletions {
            let verbatim = VerbatimRequest(.chatCompletions, body: body, includesUsage: head.includesUsage)
            return ChatRequest(model: target.model, messages: [], verbatim: verbatim)
        }
        let request = try ChatCompletionsRequest(body)
        call.note { $0.ignored = request.ignored }
        var chat = request.chat
        chat.model = target.model
        return chat
    }
}
