// SPDX-License-Identifier: Apache-2.0

internal import Chat

/// The names of a chat's parameters in OpenAI's Responses API, where they differ from those of chat completions.
enum ResponsesParameters {
    private static let names: [(ChatParameters, String)] = [
        (.maxTokens, "max_output_tokens"), (.responseFormat, "text.format"), (.reasoning, "reasoning.effort"),
        (.verbosity, "text.verbosity"), (.logprobs, "top_logprobs"), (.reasoningDisplay, "reasoning.summary"),
    ]

    static func name(of parameter: ChatParameters) -> String {
        names.first { parameter.contains($0.0) }?.1 ?? OpenAIParameters.names(of: parameter).first ?? "request"
    }
}
