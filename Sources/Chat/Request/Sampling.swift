// SPDX-License-Identifier: Apache-2.0

package import ByteStrings

/// How the next token is chosen, beyond the temperature, and how much of that is told.
package struct Sampling: Sendable, Equatable {
    /// The share of probability that is chosen from, above 0.0 to 1.0.
    package var topP: Double?
    /// The number of tokens that is chosen from, from 1.
    package var topK: Int?
    /// How much is taken off what is there already, -2.0 to 2.0.
    package var presencePenalty: Double?
    /// How much is taken off for each time that it is there, -2.0 to 2.0.
    package var frequencyPenalty: Double?
    /// The start of the random numbers.
    package var seed: Int?
    /// What is added to tokens: a JSON object of numbers.
    package var logitBias: ArraySlice<UInt8>?
    /// How many probable tokens are told at each place, from 0; nil for no probabilities at all.
    package var topLogprobs: Int?
    /// How many answers are wanted.
    package var choices: Int?
    /// The texts at which the answer ends.
    package var stopSequences: [ByteString]

    package init(
        topP: Double? = nil,
        topK: Int? = nil,
        presencePenalty: Double? = nil,
        frequencyPenalty: Double? = nil,
        seed: Int? = nil,
        logitBias: ArraySlice<UInt8>? = nil,
        topLogprobs: Int? = nil,
        choices: Int? = nil,
        stopSequences: [ByteString] = []
    ) {
        self.topP = topP
        self.topK = topK
        self.presencePenalty = presencePenalty
        self.frequencyPenalty = frequencyPenalty
        self.seed = seed
        self.logitBias = logitBias
        self.topLogprobs = topLogprobs
        self.choices = choices
        self.stopSequences = stopSequences
    }
}
