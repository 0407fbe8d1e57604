// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Dialects

/// An answer as a message.
struct AnthropicForm: AnswerForm {
    let isStreaming: Bool
    private let model: ByteString
    private let requestID: String

    init(_ head: AnthropicHead, _ call: Call) {
        isStreaming = head.isStreaming
        model = head.model
        requestID = call.requestID
    }

    func makeEncoder() -> AnthropicEncoder {
        AnthropicEncoder(AnthropicStreamWriter(model: model), requestID: requestID)
    }

    func makeDocument() -> AnthropicDocument { AnthropicDocument(AnthropicDocumentWriter(model: model)) }
}
