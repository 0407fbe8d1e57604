// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat
internal import JSONCoding

/// Source: OpenAI API reference, create a chat completion.
extension ChatCompletions {
    /// Writes how tokens are chosen.
    static func write(_ sampling: Sampling, to writer: inout JSONWriter) throws(Unsupported) {
        if sampling.topK != nil {
            throw Unsupported(.parameter(.topK), "has no counterpart in chat completions")
        }
        writer.member("top_p", sampling.topP)
        writer.member("presence_penalty", sampling.presencePenalty)
        writer.member("frequency_penalty", sampling.frequencyPenalty)
        writer.member("seed", sampling.seed)
        writer.member("logit_bias", json: sampling.logitBias)
        if let count = sampling.topLogprobs {
            writer.key("logprobs")
            writer.bool(true)
            if count > 0 { writer.member("top_logprobs", count) }
        }
        writer.member("n", sampling.choices)
        writer.member("stop", sampling.stopSequences)
    }

    /// Writes what concerns the service.
    static func write(_ service: ServiceOptions, _ traits: ModelTraits, to writer: inout JSONWriter) {
        writer.member("user", service.endUser)
        guard traits.takesServiceOptions else { return }
        writer.member("prompt_cache_key", service.cacheKey)
        writer.member("service_tier", service.tier)
        writer.member("verbosity", service.verbosity)
    }

    /// The parameters that are not sent, and mean nothing to the answer.
    static func leftOut(of chat: ChatRequest, _ traits: ModelTraits) -> ChatParameters {
        var leftOut = chat.cacheHints
        if chat.reasoning?.display != nil { leftOut.insert(.reasoningDisplay) }
        if traits.takesServiceOptions { return leftOut }
        if chat.service.cacheKey != nil { leftOut.insert(.cacheKey) }
        if chat.service.tier != nil { leftOut.insert(.serviceTier) }
        if chat.service.verbosity != nil { leftOut.insert(.verbosity) }
        return leftOut
    }
}
