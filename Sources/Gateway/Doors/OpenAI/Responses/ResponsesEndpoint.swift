// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat
internal import Dialects
internal import Providers

/// `POST /v1/responses`: a chat in the words of OpenAI's Responses API, in one piece or as it is written; nothing is stored.
struct ResponsesEndpoint: Endpoint {
    func respond(to call: Call) async throws -> Reply {
        try await answer(to: call).reply()
    }

    /// Not inlined, so that nothing of the request stays in the frame of the function that lives as long as a stream.
    @inline(never)
    private func answer(to call: Call) throws -> DialectAnswer<ResponsesForm> {
        let body = try call.takeWholeBody()[...]
        let head = try ResponsesHead(body)
        let target = try call.target(named: head.model)
        let request = try ResponsesRequest(body)
        call.note { $0.ignored = request.ignored }
        var chat = request.chat
        chat.model = target.model
        return try DialectAnswer(chat, ResponsesForm(head, request), size: body.count, from: target, to: call)
    }
}
