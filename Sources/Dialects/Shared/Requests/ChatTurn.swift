// SPDX-License-Identifier: Apache-2.0

internal import Chat

/// Neighbouring messages of one speaker, as Anthropic and Google count them.
struct ChatTurn {
    /// A part, and where in the chat it stands.
    struct Part {
        var part: MessagePart
        let place: Unsupported.Place
    }

    /// Who speaks.
    let role: ChatMessage.Role
    /// What is said; the results of tools first.
    var parts: [Part]
}

/// A conversation as Anthropic and Google take it.
struct ChatTurns {
    /// What stands above the conversation.
    private(set) var instructions: [TextPart] = []
    /// The conversation, whose speakers alternate.
    private(set) var turns: [ChatTurn] = []

    /// Puts messages into turns.
    ///
    /// - Parameters:
    ///   - messages: The messages.
    ///   - keepsInstructions: Whether instructions within the conversation are turns of their own; else they are texts of the user's, in
    ///     their place.
    init(_ messages: [ChatMessage], keepsInstructions: Bool) {
        for (index, message) in messages.enumerated() {
            if message.role.isInstruction, turns.isEmpty {
                instructions += message.parts.compactMap { if case .text(let text) = $0 { text } else { nil } }
                continue
            }
            let role: ChatMessage.Role =
                message.role.isInstruction ? keepsInstructions ? .system : .user : message.role
            let parts = message.placedParts(at: message.place ?? index)
            if turns.last?.role == role {
                turns[turns.count - 1].parts += parts
            } else {
                turns.append(ChatTurn(role: role, parts: parts))
            }
        }
        for index in turns.indices where turns[index].role == .user { turns[index].putResultsFirst() }
    }

    /// Makes the instructions what the user says first, where no user begins.
    mutating func beginWithUser() {
        if instructions.isEmpty || turns.first?.role == .user { return }
        let parts = instructions.map { ChatTurn.Part(part: .text($0), place: .part(0, ofMessage: 0)) }
        turns.insert(ChatTurn(role: .user, parts: parts), at: 0)
        instructions = []
    }
}

extension ChatTurn {
    /// Puts the results of tools before everything else, in their order.
    fileprivate mutating func putResultsFirst() {
        let results = parts.filter(\.isResult)
        if !results.isEmpty { parts = results + parts.filter { !$0.isResult } }
    }

    /// The text of a turn that is one text without anything else; nil for every other one.
    var onlyText: ArraySlice<UInt8>? {
        guard parts.count == 1, case .text(let text) = parts[0].part, text.cacheHint == nil else { return nil }
        return text.text
    }
}

extension ChatMessage {
    /// The parts of the message of a number, and where they stand.
    fileprivate func placedParts(at index: Int) -> [ChatTurn.Part] {
        var calls = 0
        return parts.enumerated().map { number, part in
            var kind = Unsupported.PartKind.content
            switch part {
            case .toolCall:
                kind = .toolCall(calls)
                calls += 1
            case .toolResult: kind = .toolResult
            case .text, .refusal, .media, .reasoning, .vendor: break
            }
            return ChatTurn.Part(part: part, place: .part(number, ofMessage: index, kind))
        }
    }
}

extension ChatTurn.Part {
    /// Whether it is the result of a tool.
    var isResult: Bool {
        if case .toolResult = part { true } else { false }
    }
}
