// SPDX-License-Identifier: Apache-2.0

import Chat

extension ChatRequest {
    /// The brief chat, to be answered with one of a few words.
    static func choice(_ model: String, values: [String] = ["c1", "c2"]) -> ChatRequest {
        var chat = ChatRequest.brief(model)
        chat.responseFormat = .choice(member: "class_id", values: values)
        return chat
    }
}
