// SPDX-License-Identifier: Apache-2.0

/// The token counts of an answer.
struct UsageCounts {
    let prompt: Int
    let completion: Int
    /// Part of the completion.
    let reasoning: Int
    /// Part of the prompt.
    let cached: Int
    /// How the numbers are written.
    let form: UsageForm

    /// The counts after the first pieces of reasoning and text.
    func upTo(_ pieces: Int) -> UsageCounts {
        // A count of the prompt that changes falls by one with each piece, and is right in the end.
        let surplus = form == .changing ? completion - pieces : 0
        return UsageCounts(
            prompt: prompt + surplus,
            completion: pieces,
            reasoning: min(pieces, reasoning),
            cached: cached,
            form: form
        )
    }

    /// A count as it is written: with `float`, 12.0 in place of 12.
    func number(_ value: Int) -> String {
        form == .float ? "\(value).0" : String(value)
    }
}
