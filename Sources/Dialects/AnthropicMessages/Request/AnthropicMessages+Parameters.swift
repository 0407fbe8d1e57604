// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat
internal import JSONCoding

/// Source: Claude API reference, create a message.
extension AnthropicMessages {
    private static let noCounterpart = "has no counterpart in Anthropic's Messages"

    /// The temperature that is sent; nil when none is.
    ///
    /// - Throws: ``Unsupported`` for one beyond those that Anthropic has.
    func temperature(
        of chat: ChatRequest,
        _ traits: ModelTraits,
        _ adaptation: RequestAdaptation
    ) throws(Unsupported) -> Double? {
        if let wanted = chat.temperature, wanted > 1 {
            throw Unsupported(.parameter(.temperature), "is above 1.0, where Anthropic's temperatures end")
        }
        return sentTemperature(of: chat, traits, adaptation)
    }

    /// The temperature that is sent, of a request that can be.
    func sentTemperature(of chat: ChatRequest, _ traits: ModelTraits, _ adaptation: RequestAdaptation) -> Double? {
        chat.sendsTemperature(traits) ? adaptation.temperature(for: chat.temperature) : nil
    }

    /// Writes how tokens are chosen.
    func write(_ sampling: Sampling, to writer: inout JSONWriter) throws(Unsupported) {
        try refuse(sampling)
        writer.member("top_p", sampling.topP)
        writer.member("top_k", sampling.topK)
        writer.member("stop_sequences", sampling.stopSequences)
    }

    private func refuse(_ sampling: Sampling) throws(Unsupported) {
        let refused: [(ChatParameters, Bool)] = [
            (.presencePenalty, sampling.presencePenalty ?? 0 != 0),
            (.frequencyPenalty, sampling.frequencyPenalty ?? 0 != 0),
            (.seed, sampling.seed != nil),
            (.logitBias, sampling.logitBias != nil),
            (.logprobs, sampling.topLogprobs != nil),
            (.choices, sampling.choices ?? 1 != 1),
        ]
        if let parameter = refused.first(where: \.1)?.0 { throw Unsupported(.parameter(parameter), Self.noCounterpart) }
        if sampling.stopSequences.contains(where: { $0.bytes.allSatisfy(\.isJSONBlank) }) {
            throw Unsupported(.parameter(.stopSequences), "holds a blank text, which Anthropic's Messages do not take")
        }
    }

    /// The parameters that are not sent, and mean nothing to the answer.
    func leftOut(of chat: ChatRequest, _ traits: ModelTraits, _ adaptation: RequestAdaptation) -> ChatParameters {
        var leftOut = chat.details
        if chat.reasoning != nil, effort(for: chat, traits, adaptation) == nil,
            thinking(for: chat, traits, adaptation) == nil
        {
            leftOut.insert(.reasoning)
        }
        if stopsThinking(chat, traits, adaptation) { leftOut.insert(.reasoning) }
        if chat.sampling.presencePenalty != nil { leftOut.insert(.presencePenalty) }
        if chat.sampling.frequencyPenalty != nil { leftOut.insert(.frequencyPenalty) }
        if chat.sampling.choices != nil { leftOut.insert(.choices) }
        if chat.service.cacheKey != nil { leftOut.insert(.cacheKey) }
        if chat.service.tier != nil { leftOut.insert(.serviceTier) }
        if chat.service.verbosity != nil { leftOut.insert(.verbosity) }
        return leftOut
    }
}
