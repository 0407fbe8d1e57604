// SPDX-License-Identifier: Apache-2.0

/// Some of the parameters of a chat.
package struct ChatParameters: OptionSet, Sendable, Hashable {
    package let rawValue: UInt32

    package init(rawValue: UInt32) {
        self.rawValue = rawValue
    }

    package static let temperature = ChatParameters(rawValue: 1 << 0)
    package static let maxTokens = ChatParameters(rawValue: 1 << 1)
    package static let responseFormat = ChatParameters(rawValue: 1 << 2)
    package static let reasoning = ChatParameters(rawValue: 1 << 3)
    package static let topP = ChatParameters(rawValue: 1 << 4)
    package static let topK = ChatParameters(rawValue: 1 << 5)
    package static let presencePenalty = ChatParameters(rawValue: 1 << 6)
    package static let frequencyPenalty = ChatParameters(rawValue: 1 << 7)
    package static let seed = ChatParameters(rawValue: 1 << 8)
    package static let logitBias = ChatParameters(rawValue: 1 << 9)
    package static let logprobs = ChatParameters(rawValue: 1 << 10)
    package static let choices = ChatParameters(rawValue: 1 << 11)
    package static let stopSequences = ChatParameters(rawValue: 1 << 12)
    package static let toolChoice = ChatParameters(rawValue: 1 << 13)
    package static let parallelToolCalls = ChatParameters(rawValue: 1 << 14)
    package static let endUser = ChatParameters(rawValue: 1 << 15)
    package static let cacheKey = ChatParameters(rawValue: 1 << 16)
    package static let serviceTier = ChatParameters(rawValue: 1 << 17)
    package static let verbosity = ChatParameters(rawValue: 1 << 18)
    /// How closely pictures are looked at.
    package static let detail = ChatParameters(rawValue: 1 << 19)
    /// What is worth keeping.
    package static let cacheHint = ChatParameters(rawValue: 1 << 20)
    /// What of the reasoning is shown.
    package static let reasoningDisplay = ChatParameters(rawValue: 1 << 21)
}
