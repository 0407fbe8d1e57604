// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat
internal import JSONCoding

/// The parts of an answer, made of Anthropic's blocks.
struct AnthropicParts {
    private var parts = AnswerParts()
    /// The signature of the block that is open, which may come in pieces.
    private var signature: [UInt8] = []

    /// Begins a block, with what of its content is there already.
    mutating func begin(_ block: AnthropicBlock, _ emit: ChatEventHandler) throws(ProviderFault) {
        try close(emit)
        if block.isToolCall {
            try parts.begin(
                toolCall: ByteString(block.id?.utf8() ?? []).copied,
                name: ByteString(block.name?.utf8() ?? []).copied,
                emit
            )
        }
        if let data = block.redacted { try parts.add(opaque: Self.opaque(data.utf8()), to: .redactedReasoning, emit) }
        try add(block, emit)
    }

    /// Adds to the block that is open.
    mutating func add(_ block: AnthropicBlock, _ emit: ChatEventHandler) throws(ProviderFault) {
        if let reasoning = block.reasoning { try parts.add(reasoning: reasoning.utf8(), emit) }
        if let piece = block.signature { signature += piece.utf8() }
        try parts.add(text: block.text, emit)
        try parts.add(arguments: block.arguments, emit)
    }

    /// Ends the block that is open.
    mutating func close(_ emit: ChatEventHandler) throws(ProviderFault) {
        if !signature.isEmpty {
            let value = Self.opaque(signature[...])
            signature = []
            // The thoughts themselves may be held back.
            try parts.add(opaque: value, to: .reasoning, emit)
        }
        try parts.close(emit)
    }

    private static func opaque(_ value: ArraySlice<UInt8>) -> OpaqueValue {
        OpaqueValue(vendor: .anthropic, ByteString(value).copied)
    }
}
