// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat
internal import Dialects
internal import Providers

/// `POST /v1/responses`: a chat in the words of OpenAI's Responses API, in one piece or as it is written; nothing is stored.
struct ResponsesEndpoint: Endpoint {
    func respond(to call: Call) async throws -> Reply {
        do {
            return try await answer(to: call).reply()
        } catch let fault as Unsupported {
            throw Self.fault(fault)
        }
    }

    /// What a provider has no words for, by its name in this API.
    private static func fault(_ fault: Unsupported) -> InvalidRequest {
        let path: FieldPath
        switch fault.place {
        case .parameter(let parameter): path = .member(ResponsesParameters.name(of: parameter), of: .root)
        case .tool(let index): path = .element(index, of: .member("tools", of: .root))
        case .part(_, let message, _): path = .element(message, of: .member("input", of: .root))
        }
        return InvalidRequest(.unsupportedMember, path, "\(path) \(fault.reason)")
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
