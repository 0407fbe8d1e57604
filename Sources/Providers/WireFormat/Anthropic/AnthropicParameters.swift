// SPDX-License-Identifier: Apache-2.0

/// Which parameters of a chat a model of Anthropic takes.
struct AnthropicParameters: Sendable, Equatable {
    /// Whether it takes a temperature.
    var takesTemperature = true
    /// Whether its answer can be held to a JSON schema.
    var takesSchema = false
    /// The effort to ask for when the answer is one of a few words; nil where that is not to be sent.
    var effortOfChoice: String?
    /// The most tokens that may be asked of it; nil where that is more than callers may ask for, or is not known.
    var outputLimit: Int?
}
