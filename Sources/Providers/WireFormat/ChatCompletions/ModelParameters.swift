// SPDX-License-Identifier: Apache-2.0

/// Which parameters of a chat a model takes.
struct ModelParameters: Sendable, Equatable {
    /// Whether it takes a temperature.
    var takesTemperature = true
    /// The value of `reasoning_format` that keeps its reasoning out of the text; nil where that is not to be sent.
    var reasoningFormat: String?
    /// How its answers can be held to a form; nil where they cannot.
    var structuredOutput: StructuredOutput? = .jsonSchema
    /// Whether schemas are enforced, or else followed as well as the model can.
    var isSchemaStrict = true
    /// The most words that the enum of a schema may have.
    var enumLimit = 250
    /// Whether it takes a `response_format` together with `stream`.
    var streamsStructuredOutput = true
    /// The value of `reasoning_effort` for an answer that is one of a few words; nil where that is not to be sent.
    var effortOfChoice: String?
}
