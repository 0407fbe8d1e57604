// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat
internal import Dialects
internal import Providers

/// `POST /v1/messages`: a chat in Anthropic's words, in one piece or as it is written.
///
/// A provider of the same dialect gets the caller's own request, and the caller gets its answer as it is; for any other
/// provider both are translated.
struct MessagesEndpoint: Endpoint {
    func respond(to call: Call) async throws -> Reply {
        try await answer(to: call).reply()
    }

    /// Not inlined, so that nothing of the request stays in the frame of the function that lives as long as a stream.
    @inline(never)
    private func answer(to call: Call) throws -> DialectAnswer<AnthropicForm> {
        let body = try call.takeWholeBody()[...]
        let head = try AnthropicHead(body)
        let target = try call.target(named: head.model)
        let chat = try chat(body, target, call)
        return try DialectAnswer(chat, AnthropicForm(head, call), size: body.count, from: target, to: call)
    }

    private func chat(_ body: ArraySlice<UInt8>, _ target: ModelTarget, _ call: Call) throws -> ChatRequest {
        if target.provider.dialect.passes(.messages, .chat) {
            return ChatRequest(model: target.model, messages: [], verbatim: try call.message(.chat, body))
        }
        let request = try AnthropicRequest(body)
        call.note { $0.ignored = request.ignored }
        var chat = request.chat
        chat.model = target.model
        return chat
    }
}

extension Call {
    /// The caller's own request, with the features that its URL asks for.
    func message(_ kind: VerbatimRequest.Kind, _ body: ArraySlice<UInt8>) throws(GatewayError) -> VerbatimRequest {
        var verbatim = try verbatim(.messages, kind, body)
        verbatim.asksForBeta = query["beta"] == "true"
        return verbatim
    }
}
