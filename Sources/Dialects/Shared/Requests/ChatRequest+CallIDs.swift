// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat

extension ChatRequest {
    /// The chat with an id of its own for each call of a tool, where the caller's are empty or there twice.
    ///
    /// A result belongs to the first call of its id in the last step that has no result yet. Where all ids differ, as they do with
    /// nearly all callers, nothing is changed.
    var withUniqueCallIDs: ChatRequest {
        var ids = Set<ByteString>()
        var isUnique = true
        for message in messages {
            for case .toolCall(let call) in message.parts where call.id.isEmpty || !ids.insert(call.id).inserted {
                isUnique = false
            }
        }
        if isUnique { return self }
        var renaming = CallRenaming(taken: ids)
        var chat = self
        for message in chat.messages.indices {
            if chat.messages[message].role == .assistant, message == 0 || chat.messages[message - 1].role != .assistant
            {
                renaming.beginStep()
            }
            for part in chat.messages[message].parts.indices {
                switch chat.messages[message].parts[part] {
                case .toolCall(var call):
                    call.id = renaming.id(ofCall: call.id)
                    chat.messages[message].parts[part] = .toolCall(call)
                case .toolResult(var result):
                    result.callID = renaming.id(ofResult: result.callID)
                    chat.messages[message].parts[part] = .toolResult(result)
                case .text, .refusal, .media, .reasoning, .vendor: break
                }
            }
        }
        return chat
    }
}
