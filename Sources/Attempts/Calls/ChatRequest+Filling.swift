// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat

extension ChatRequest {
    /// Whether tools were called in the conversation.
    var hasToolCalls: Bool {
        messages.contains { message in
            message.role == .assistant && message.parts.contains { if case .toolCall = $0 { true } else { false } }
        }
    }

    /// The chat with what a vendor wants to have back, where the caller has not sent it: signatures on their calls, and thoughts
    /// before them in answers that have none.
    ///
    /// - Parameters:
    ///   - vendor: Whose values are filled in.
    ///   - remembered: The call of an id, where it is known.
    /// - Returns: The chat; what the caller has sent stays as it is.
    func filled(with vendor: Vendor, _ remembered: (ByteString) -> RememberedCall?) -> ChatRequest {
        var chat = self
        for index in chat.messages.indices where chat.messages[index].role == .assistant {
            chat.messages[index].parts = chat.messages[index].filledParts(with: vendor, remembered)
        }
        return chat
    }
}

extension ChatMessage {
    fileprivate func filledParts(
        with vendor: Vendor,
        _ remembered: (ByteString) -> RememberedCall?
    ) -> [MessagePart] {
        let hasThoughts = parts.contains { $0.isReasoning(of: vendor) }
        var first: [MessagePart] = []
        var rest: [MessagePart] = []
        for part in parts {
            guard case .toolCall(var call) = part, !call.id.isEmpty, let known = remembered(call.id),
                known.name == call.name
            else {
                rest.append(part)
                continue
            }
            if call.opaque?.vendor != vendor, let signature = known.signature, signature.vendor == vendor {
                call.opaque = signature
            }
            if !hasThoughts {
                for thought in known.thoughts where thought.part.opaque?.vendor == vendor {
                    if thought.followsText {
                        rest.append(.reasoning(thought.part))
                    } else {
                        first.append(.reasoning(thought.part))
                    }
                }
            }
            rest.append(.toolCall(call))
        }
        return first + rest
    }
}

extension MessagePart {
    fileprivate func isReasoning(of vendor: Vendor) -> Bool {
        if case .reasoning(let reasoning) = self { reasoning.opaque?.vendor == vendor } else { false }
    }
}
