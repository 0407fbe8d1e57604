// SPDX-License-Identifier: Apache-2.0

import Chat

extension ChatRequest {
    /// The brief chat, to be answered with one of a few words.
    static func choice(_ model: String, values: [String] = ["c1", "c2"]) -> ChatRequest {
        var chat = ChatRequest.brief(model)
        chat.ask(forOneOf: values)
        return chat
    }

    /// Asks for one of a few words, as a classification does.
    mutating func ask(forOneOf values: [String], as member: String = "class_id") {
        responseFormat = .choice(name: "classification", member: member, values: values)
        reasoning = Reasoning(effort: .least)
    }
}
