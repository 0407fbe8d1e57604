// SPDX-License-Identifier: Apache-2.0

internal import Chat
internal import JSONCoding

/// How a model of Anthropic is told to think, apart from the effort.
///
/// Source: Claude docs, extended thinking.
enum AnthropicThinking: Equatable {
    case disabled
    /// As much as it holds to be right, within its effort.
    case adaptive
    /// So many tokens at the most.
    case enabled(budget: Int)
}

extension AnthropicMessages {
    /// The least that a budget may be.
    private static let leastBudget = 1_024

    /// How a request tells its model to think; nil when it does not say.
    ///
    /// A model with a budget does not go on after a tool's result when the thoughts before the call are not given back: such a
    /// request is sent without thinking.
    func thinking(
        for chat: ChatRequest,
        _ traits: ModelTraits,
        _ adaptation: RequestAdaptation
    ) -> AnthropicThinking? {
        let wanted = wantedThinking(for: chat, traits, adaptation)
        guard case .enabled = wanted, chat.goesOnWithoutThoughts else { return wanted }
        return .disabled
    }

    /// Whether a request is sent without the thinking that was asked for.
    func stopsThinking(_ chat: ChatRequest, _ traits: ModelTraits, _ adaptation: RequestAdaptation) -> Bool {
        thinking(for: chat, traits, adaptation) != wantedThinking(for: chat, traits, adaptation)
    }

    private func wantedThinking(
        for chat: ChatRequest,
        _ traits: ModelTraits,
        _ adaptation: RequestAdaptation
    ) -> AnthropicThinking? {
        guard let reasoning = chat.reasoning, reasoning.effort != .least, !adaptation.contains(.omitsThinking),
            chat.fixedParameters.contains(.reasoning) || reasoning.effort != nil, traits.reasoningScale != .none
        else { return nil }
        if reasoning.budget == 0 { return .disabled }
        if traits.reasoningScale.takesBudget, let budget = reasoning.budgetTokens ?? wordsBudget(reasoning, traits) {
            // It must leave room for the answer.
            let most = tokenLimit(of: chat, traits, adaptation) - 1
            return most < Self.leastBudget ? nil : .enabled(budget: min(max(budget, Self.leastBudget), most))
        }
        return reasoning.display == nil ? nil : .adaptive
    }

    private func wordsBudget(_ reasoning: Reasoning, _ traits: ModelTraits) -> Int? {
        traits.reasoningScale == .budget ? reasoning.budget : nil
    }

    func write(_ thinking: AnthropicThinking, _ display: Reasoning.Display?, to writer: inout JSONWriter) {
        writer.key("thinking")
        writer.beginObject()
        writer.key("type")
        switch thinking {
        case .disabled: writer.string("disabled")
        case .adaptive: writer.string("adaptive")
        case .enabled(let budget):
            writer.string("enabled")
            writer.member("budget_tokens", budget)
        }
        if let display, thinking != .disabled {
            writer.key("display")
            writer.string(display == .none ? "omitted" : "summarized")
        }
        writer.endObject()
    }
}

extension ChatRequest {
    /// Whether it ends with the results of calls before which there are no thoughts of Anthropic's.
    fileprivate var goesOnWithoutThoughts: Bool {
        guard let end = messages.lastIndex(where: { $0.role == .assistant }),
            messages[end...].contains(where: { $0.parts.contains(where: \.isToolResult) })
        else { return false }
        let start = messages[..<end].lastIndex { $0.role != .assistant }.map { $0 + 1 } ?? messages.startIndex
        let parts = messages[start...end].flatMap(\.parts)
        return parts.contains(where: \.isToolCall) && parts.first(where: AnthropicTurns.isSent)?.isReasoning != true
    }
}

extension MessagePart {
    fileprivate var isToolResult: Bool {
        if case .toolResult = self { true } else { false }
    }

    fileprivate var isToolCall: Bool {
        if case .toolCall = self { true } else { false }
    }

    fileprivate var isReasoning: Bool {
        if case .reasoning = self { true } else { false }
    }
}
