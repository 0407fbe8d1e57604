// SPDX-License-Identifier: Apache-2.0

import ByteStrings
import Chat
import Dialects
import Providers

@testable import Attempts

extension Provider {
    /// The adaptation that is tried after a rejection; nil when there is nothing to change.
    func next(
        _ message: String,
        status: Int = 400,
        of chat: ChatRequest,
        streaming: Bool = false,
        current: RequestAdaptation = []
    ) -> RequestAdaptation? {
        let fault = ProviderFault.status(status, ProviderReport(message: ByteString(message)))
        let fields = fields(of: chat, streaming: streaming, adaptation: current)
        return Rejection(fault, of: chat)?.change(of: fields, current: current)?.next
    }

    /// What can be changed of the request of a chat.
    func fields(of chat: ChatRequest, streaming: Bool = false, adaptation: RequestAdaptation = []) -> [SentField] {
        dialect.sentFields(of: chat, for: traits(chat.model), streaming: streaming, adaptation: adaptation)
    }
}
