// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import JSONCoding

extension ChatCompletionsRequest {
    /// The members that are read elsewhere.
    static let known: Set<ByteString> = [
        "model", "messages", "stream", "stream_options", "temperature", "max_completion_tokens", "max_tokens",
        "reasoning_effort", "response_format", "top_p", "top_k", "presence_penalty", "frequency_penalty", "seed",
        "logit_bias", "logprobs", "top_logprobs", "n", "stop", "user", "safety_identifier", "prompt_cache_key",
        "service_tier", "verbosity", "tools", "tool_choice", "parallel_tool_calls",
    ]
    /// The members that ask for what no other dialect gives.
    static let refused: Set<ByteString> = [
        "audio", "prediction", "web_search_options", "functions", "function_call", "moderation",
    ]
    /// Checks the members that have no counterpart anywhere else.
    ///
    /// - Returns: The names of those that were left out.
    static func checkOthers(of request: RequestValue) throws(InvalidRequest) -> [String] {
        try checkModalities(request["modalities"])
        var known = known
        if request["store"].json == .bool(false) { known.insert("store") }
        return try request.ignoredMembers(besides: known, refusing: refused)
    }

    private static func checkModalities(_ value: RequestValue) throws(InvalidRequest) {
        for element in try value.elements() ?? [] where try element.text() != "text" {
            throw element.unsupported("is not supported with this model: text alone is")
        }
    }
}
