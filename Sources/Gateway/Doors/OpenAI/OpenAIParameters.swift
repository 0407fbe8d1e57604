// SPDX-License-Identifier: Apache-2.0

internal import Chat

/// The names of a chat's parameters in OpenAI's API.
enum OpenAIParameters {
    private static let names: [(ChatParameters, String)] = [
        (.temperature, "temperature"), (.maxTokens, "max_tokens"), (.responseFormat, "response_format"),
        (.reasoning, "reasoning_effort"), (.topP, "top_p"), (.topK, "top_k"),
        (.presencePenalty, "presence_penalty"), (.frequencyPenalty, "frequency_penalty"), (.seed, "seed"),
        (.logitBias, "logit_bias"), (.logprobs, "logprobs"), (.choices, "n"), (.stopSequences, "stop"),
        (.toolChoice, "tool_choice"), (.parallelToolCalls, "parallel_tool_calls"), (.endUser, "user"),
        (.cacheKey, "prompt_cache_key"), (.serviceTier, "service_tier"), (.verbosity, "verbosity"),
        (.detail, "detail"), (.cacheHint, "prompt_cache_breakpoint"), (.reasoningDisplay, "reasoning"),
    ]

    static func names(of parameters: ChatParameters) -> [String] {
        names.filter { parameters.contains($0.0) }.map(\.1)
    }
}
