// SPDX-License-Identifier: Apache-2.0

internal import Chat

/// The names of a chat's parameters in Anthropic's API.
enum AnthropicParameters {
    private static let names: [(ChatParameters, String)] = [
        (.temperature, "temperature"), (.maxTokens, "max_tokens"), (.responseFormat, "output_config.format"),
        (.reasoning, "thinking"), (.topP, "top_p"), (.topK, "top_k"), (.stopSequences, "stop_sequences"),
        (.toolChoice, "tool_choice"), (.parallelToolCalls, "tool_choice.disable_parallel_tool_use"),
        (.endUser, "metadata.user_id"), (.cacheHint, "cache_control"), (.reasoningDisplay, "thinking.display"),
    ]

    static func names(of parameters: ChatParameters) -> [String] {
        names.filter { parameters.contains($0.0) }.map(\.1)
    }
}
