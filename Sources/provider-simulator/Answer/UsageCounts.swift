// SPDX-License-Identifier: Apache-2.0

/// The token counts of an answer; the total is always the sum.
struct UsageCounts {
    let prompt: Int
    let completion: Int
    /// Part of the completion.
    let reasoning: Int
    /// Writes 12.0 in place of 12.
    let asFloat: Bool

    /// The counts after the first deltas.
    func upTo(_ deltas: Int) -> UsageCounts {
        UsageCounts(prompt: prompt, completion: deltas, reasoning: min(deltas, reasoning), asFloat: asFloat)
    }

    var json: String {
        let details = reasoning > 0 ? #","completion_tokens_details":{"reasoning_tokens":\#(number(reasoning))}"# : ""
        return """
            {"prompt_tokens":\(number(prompt)),"completion_tokens":\(number(completion)),\
            "total_tokens":\(number(prompt + completion))\(details)}
            """
    }

    private func number(_ value: Int) -> String {
        asFloat ? "\(value).0" : String(value)
    }
}
