// SPDX-License-Identifier: Apache-2.0

internal import Chat
internal import JSONCoding

/// The parts of one choice of an answer.
struct ChoiceParts: AnswerChoiceParts {
    private var parts = AnswerParts()
    private var toolCalls = ToolCallOrder()

    mutating func emit(_ choice: ChatCompletionsChoice, _ emit: ChatEventHandler) throws(ProviderFault) {
        if let reasoning = choice.reasoning { try parts.add(reasoning: reasoning.utf8(), emit) }
        try parts.add(text: choice.text, emit)
        if let logprobs = choice.logprobs { try parts.add(logprobs: logprobs, emit) }
        try parts.add(refusal: choice.refusal, emit)
        for piece in choice.toolCalls { try toolCalls.add(piece, to: &parts, emit) }
    }

    mutating func close(_ emit: ChatEventHandler) throws(ProviderFault) {
        try toolCalls.finish(in: &parts, emit)
        try parts.close(emit)
    }
}
