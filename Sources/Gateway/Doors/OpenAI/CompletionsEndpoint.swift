// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat
internal import Dialects
internal import Providers

/// `POST /v1/completions`: the continuation of a text, as code editors ask for it; passed on to providers of the
/// dialect alone.
struct CompletionsEndpoint: Endpoint {
    func respond(to call: Call) async throws -> Reply {
        try await answer(to: call).reply()
    }

    @inline(never)
    private func answer(to call: Call) throws -> DialectAnswer<ChatCompletionsForm> {
        let body = try call.takeWholeBody()[...]
        let head = try ChatCompletionsHead(body)
        let target = try call.target(named: head.model)
        guard target.provider.dialect.passes(.chatCompletions, .continuation) else {
            throw InvalidRequest(
                .unsupported,
                .member("model", of: .root),
                "model: provider \(target.provider.name) continues no texts; /v1/chat/completions is there for all"
            )
        }
        let verbatim = try call.verbatim(.chatCompletions, .continuation, body, includesUsage: head.includesUsage)
        let chat = ChatRequest(model: target.model, messages: [], verbatim: verbatim)
        return try DialectAnswer(chat, ChatCompletionsForm(head, chat), size: body.count, from: target, to: call)
    }
}
