// SPDX-License-Identifier: Apache-2.0

/// What a model takes of a chat, and how it is asked for what is not the same with all models.
package struct ModelTraits: Sendable, Equatable {
    /// Whether it takes a temperature.
    package var takesTemperature = true
    /// Whether it takes the system's text apart from the conversation.
    package var takesSystemText = true
    /// How its answers can be held to a form; nil where they cannot.
    package var structuredOutput: StructuredOutput? = .jsonSchema
    /// Whether schemas are enforced, or else followed as well as the model can.
    package var isSchemaStrict = true
    /// The most words that the enum of a schema may have; 250 where the provider's own limit is not known.
    package var enumLimit = 250
    /// Whether it takes the form of the answer together with `stream`.
    package var streamsStructuredOutput = true
    /// The value of `reasoning_format` that keeps its reasoning out of the text; nil where that is not to be sent.
    package var reasoningFormat: String?
    /// How it is told to reason as little as it can; nil where it does not reason, or is not known to take that.
    package var leastReasoning: ReasoningControl?
    /// How it is told to reason more, or less.
    package var reasoningScale = ReasoningScale.effort
    /// Whether it takes instructions in the middle of a conversation.
    package var takesSystemTurns = true
    /// Whether its provider knows a developer's messages beside the system's.
    package var takesDeveloperRole = false
    /// Whether it takes tools that are called with any text.
    package var takesCustomTools = false
    /// Whether its provider takes what concerns the service and not the answer.
    package var takesServiceOptions = false
    /// The most tokens that may be asked of it; nil where that is more than callers may ask for, or is not known.
    package var outputLimit: Int?
    /// Whether it takes no call of a tool back without the signature that stood with it.
    package var checksSignatures = false
    /// Whether it thinks whatever it is told, and so cannot be made to call a tool.
    package var alwaysThinks = false

    package init(
        takesTemperature: Bool = true,
        takesSystemText: Bool = true,
        structuredOutput: StructuredOutput? = .jsonSchema,
        isSchemaStrict: Bool = true,
        enumLimit: Int = 250,
        streamsStructuredOutput: Bool = true,
        reasoningFormat: String? = nil,
        leastReasoning: ReasoningControl? = nil,
        reasoningScale: ReasoningScale = .effort,
        takesSystemTurns: Bool = true,
        takesDeveloperRole: Bool = false,
        takesCustomTools: Bool = false,
        takesServiceOptions: Bool = false,
        outputLimit: Int? = nil,
        checksSignatures: Bool = false,
        alwaysThinks: Bool = false
    ) {
        self.takesTemperature = takesTemperature
        self.takesSystemText = takesSystemText
        self.structuredOutput = structuredOutput
        self.isSchemaStrict = isSchemaStrict
        self.enumLimit = enumLimit
        self.streamsStructuredOutput = streamsStructuredOutput
        self.reasoningFormat = reasoningFormat
        self.leastReasoning = leastReasoning
        self.reasoningScale = reasoningScale
        self.takesSystemTurns = takesSystemTurns
        self.takesDeveloperRole = takesDeveloperRole
        self.takesCustomTools = takesCustomTools
        self.takesServiceOptions = takesServiceOptions
        self.outputLimit = outputLimit
        self.checksSignatures = checksSignatures
        self.alwaysThinks = alwaysThinks
    }
}
