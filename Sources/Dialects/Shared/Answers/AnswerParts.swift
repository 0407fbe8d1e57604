// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat

/// Puts the pieces of an answer into parts, of which at most one is open.
struct AnswerParts {
    /// The part that is open.
    private(set) var open: ChatPart?

    /// Emits a piece of the text, which may be empty.
    mutating func add(text piece: ArraySlice<UInt8>, _ emit: ChatEventHandler) throws(ProviderFault) {
        if piece.isEmpty { return }
        // By its case alone, as it is asked for each chunk.
        if case .text? = open {} else { try begin(.text, emit) }
        try emit(.text(piece))
    }

    /// Emits a piece of a refusal, which may be empty.
    mutating func add(refusal piece: ArraySlice<UInt8>, _ emit: ChatEventHandler) throws(ProviderFault) {
        if piece.isEmpty { return }
        try goOn(with: .refusal, emit)
        try emit(.refusal(piece))
    }

    /// Emits a piece of what the model thinks, which may be empty.
    mutating func add(reasoning piece: ArraySlice<UInt8>, _ emit: ChatEventHandler) throws(ProviderFault) {
        if piece.isEmpty { return }
        try goOn(with: .reasoning, emit)
        try emit(.reasoning(piece))
    }

    /// Begins a tool call.
    mutating func begin(
        toolCall id: ByteString,
        name: ByteString,
        kind: ToolCall.Kind = .function,
        _ emit: ChatEventHandler
    ) throws(ProviderFault) {
        try begin(.toolCall(id: id, name: name, kind: kind), emit)
    }

    /// Emits what a provider wants to have back with a part, which begins with it if it is not open.
    mutating func add(
        opaque value: OpaqueValue,
        to part: ChatPart,
        _ emit: ChatEventHandler
    ) throws(ProviderFault) {
        if value.value.isEmpty { return }
        try goOn(with: part, emit)
        try emit(.opaque(value))
    }

    /// Emits what a provider wants to have back with the part that is open, or with a text where none is.
    mutating func add(opaque value: OpaqueValue, _ emit: ChatEventHandler) throws(ProviderFault) {
        try add(opaque: value, to: open ?? .text, emit)
    }

    /// Emits how probable the text was; drops it when no text is open.
    func add(logprobs json: ArraySlice<UInt8>, _ emit: ChatEventHandler) throws(ProviderFault) {
        switch open {
        case .text, .refusal: try emit(.logprobs(json))
        case .reasoning, .redactedReasoning, .toolCall, nil: break
        }
    }

    /// Emits a piece of a tool call's arguments, which may be empty; drops it when no call is open.
    func add(arguments piece: ArraySlice<UInt8>, _ emit: ChatEventHandler) throws(ProviderFault) {
        guard !piece.isEmpty, case .toolCall = open else { return }
        try emit(.arguments(piece))
    }

    /// Ends the part that is open, if there is one.
    mutating func close(_ emit: ChatEventHandler) throws(ProviderFault) {
        guard open != nil else { return }
        open = nil
        try emit(.partClose)
    }

    private mutating func goOn(with part: ChatPart, _ emit: ChatEventHandler) throws(ProviderFault) {
        if open != part { try begin(part, emit) }
    }

    private mutating func begin(_ part: ChatPart, _ emit: ChatEventHandler) throws(ProviderFault) {
        try close(emit)
        open = part
        try emit(.partOpen(part))
    }
}
