// SPDX-License-Identifier: Apache-2.0

/// Token counts as OpenAI's dialect writes them; the total is always the sum.
struct OpenAIUsage {
    let counts: UsageCounts

    var json: String {
        json(extra: "")
    }

    /// With the times that Groq measures.
    var jsonOfGroq: String {
        json(
            extra: #","queue_time":0.051,"prompt_time":0.0012,"completion_time":0.125,"total_time":0.1262"#
        )
    }

    private func json(extra: String) -> String {
        let number = counts.number
        let cached = counts.cached > 0 ? #","prompt_tokens_details":{"cached_tokens":\#(number(counts.cached))}"# : ""
        let details =
            counts.reasoning > 0
            ? #","completion_tokens_details":{"reasoning_tokens":\#(number(counts.reasoning))}"# : ""
        return """
            {"prompt_tokens":\(number(counts.prompt)),"completion_tokens":\(number(counts.completion)),\
            "total_tokens":\(number(counts.prompt + counts.completion))\(cached)\(details)\(extra)}
            """
    }
}
