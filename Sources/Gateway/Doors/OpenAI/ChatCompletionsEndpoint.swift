// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat
internal import Dialects
internal import Providers

/// `POST /v1/chat/completions`: a chat in OpenAI's words, in one piece or as it is written.
///
/// A provider of the same dialect gets the caller's own request, and the caller gets its answer as it is; for any other
/// provider both are translated.
struct ChatCompletionsEndpoint: Endpoint {
    func respond(to call: Call) async throws -> Reply {
        try await answer(to: call).reply()
    }

    /// Not inlined, so that nothing of the request stays in the frame of the function that lives as long as a stream.
    @inline(never)
    private func answer(to call: Call) throws -> DialectAnswer<ChatCompletionsForm> {
        let body = try call.takeWholeBody()[...]
        let head = try ChatCompletionsHead(body)
        let target = try call.target(named: head.model)
        let chat = try chat(body, head, target, call)
        return try DialectAnswer(chat, ChatCompletionsForm(head, chat), size: body.count, from: target, to: call)
    }

    private func chat(
        _ body: ArraySlice<UInt8>,
        _ head: ChatCompletionsHead,
        _ target: ModelTarget,
        _ call: Call
    ) throws -> ChatRequest {
        if target.provider.dialect.passes(.chatCompletions, .chat) {
            let verbatim = try call.verbatim(.chatCompletions, .chat, body, includesUsage: head.includesUsage)
            return ChatRequest(model: target.model, messages: [], verbatim: verbatim)
        }
        let request = try ChatCompletionsRequest(body)
        call.note { $0.ignored = request.ignored }
        var chat = request.chat
        chat.model = target.model
        return chat
    }
}
