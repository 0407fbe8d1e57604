// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat
internal import JSONCoding

/// The parts of an answer, made of Anthropic's blocks.
struct AnthropicParts {
    private var parts = AnswerParts()

    /// Begins a block, with what of its content is there already.
    mutating func begin(_ block: AnthropicBlock, _ emit: ChatEventHandler) throws(ProviderFault) {
        try parts.close(emit)
        if block.isToolCall {
            try parts.begin(
                toolCall: ByteString(block.id?.utf8() ?? []).copied,
                name: ByteString(block.name?.utf8() ?? []).copied,
                emit
            )
        }
        try add(block, emit)
    }

    /// Adds to the block that is open.
    mutating func add(_ block: AnthropicBlock, _ emit: ChatEventHandler) throws(ProviderFault) {
        if let reasoning = block.reasoning { try parts.add(reasoning: reasoning.utf8(), emit) }
        try parts.add(text: block.text, emit)
        try parts.add(arguments: block.arguments, emit)
    }

    /// Ends the block that is open.
    mutating func close(_ emit: ChatEventHandler) throws(ProviderFault) {
        try parts.close(emit)
    }
}
