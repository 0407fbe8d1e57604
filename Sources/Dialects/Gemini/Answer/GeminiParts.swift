// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat
internal import JSONCoding

/// The parts of one candidate of an answer.
struct GeminiParts: AnswerChoiceParts {
    private var parts = AnswerParts()
    /// The arguments of a call of which more comes.
    private var arguments: GeminiArguments?
    /// Whether the call that is open has its signature.
    private var isSigned = false

    mutating func emit(_ candidate: GeminiCandidate, _ emit: ChatEventHandler) throws(ProviderFault) {
        if let first = candidate.firstPart {
            try add(first, emit)
            for part in candidate.otherParts { try add(part, emit) }
        }
        if let logprobs = candidate.logprobs { try parts.add(logprobs: logprobs, emit) }
    }

    mutating func close(_ emit: ChatEventHandler) throws(ProviderFault) {
        try finishCall(emit)
        try parts.close(emit)
    }

    private mutating func add(_ part: GeminiPart, _ emit: ChatEventHandler) throws(ProviderFault) {
        if !part.text.isEmpty { try finishCall(emit) }
        if part.isThought {
            try parts.add(reasoning: part.text, emit)
        } else {
            try parts.add(text: part.text, emit)
        }
        if let call = part.call { try add(call, emit) }
        // It may stand on a part of its own, behind the text that it is of.
        guard let signature = part.signature else { return }
        if case .toolCall? = parts.open {
            // A later one is of an empty text behind the call.
            if isSigned { return }
            isSigned = true
        }
        try parts.add(opaque: OpaqueValue(vendor: .google, ByteString(signature.utf8()).copied), emit)
    }

    private mutating func add(_ call: GeminiCall, _ emit: ChatEventHandler) throws(ProviderFault) {
        if !call.name.isEmpty || arguments == nil {
            try finishCall(emit)
            try parts.begin(toolCall: call.id, name: call.name, emit)
            isSigned = false
            try parts.add(arguments: call.arguments[...], emit)
            if call.goesOn || !call.partialArguments.isEmpty { arguments = GeminiArguments() }
        }
        try arguments?.add(call.partialArguments)
        if !call.goesOn { try finishCall(emit) }
    }

    /// Emits the arguments that came in pieces.
    private mutating func finishCall(_ emit: ChatEventHandler) throws(ProviderFault) {
        guard let arguments else { return }
        self.arguments = nil
        try parts.add(arguments: arguments.json[...], emit)
    }
}
