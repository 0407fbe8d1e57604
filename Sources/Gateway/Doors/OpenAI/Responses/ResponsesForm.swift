// SPDX-License-Identifier: Apache-2.0

internal import Chat
internal import Dialects
internal import FoundationEssentials

/// An answer as a response.
struct ResponsesForm: AnswerForm {
    private let identity: ResponsesIdentity
    private let customCalls: CustomToolCalls
    let isStreaming: Bool

    init(_ head: ResponsesHead, _ request: ResponsesRequest) {
        isStreaming = head.isStreaming
        identity = ResponsesIdentity(
            created: Int(Date().timeIntervalSince1970),
            model: head.model,
            echo: request.echo,
            includesOpaque: request.includesOpaque
        )
        customCalls = CustomToolCalls(request.chat.tools)
    }

    func makeEncoder() -> ResponsesEncoder {
        ResponsesEncoder(ResponsesStreamWriter(identity), customCalls: customCalls)
    }

    func makeDocument() -> ResponsesDocument { ResponsesDocument(identity, customCalls) }
}
