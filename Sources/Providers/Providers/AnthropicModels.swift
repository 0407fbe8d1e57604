// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Dialects

/// What is known of Anthropic's models by their names.
///
/// Source: Claude docs, models overview, structured outputs and effort, autumn 2026. What is not known here is learnt
/// from the API's answers, see ``RequestAdaptation``.
enum AnthropicModels {
    /// The family and the generation in a name, in either order: `claude-3-5-haiku-20241022`, `claude-opus-4-1`.
    private struct Name {
        let isOpus: Bool
        /// Whether it is of a family that cannot be told not to think.
        let alwaysThinks: Bool
        let version: (major: Int, minor: Int)

        /// Reads a name; nil when there is no version in it.
        init?(_ model: ByteString) {
            let words = model.lowercased.split { !$0.isASCIILetter && !$0.isASCIIDigit }
            // Longer numbers are dates.
            let numbers = words.filter { $0.count < 3 }.compactMap(\.decimal)
            guard words.first == "claude", let major = numbers.first else { return nil }
            isOpus = words.contains("opus")
            alwaysThinks = words.contains("fable") || words.contains("mythos")
            version = (major, numbers.dropFirst().first ?? 0)
        }
    }

    /// What a model takes.
    static func traits(of model: ByteString) -> ModelTraits {
        guard let name = Name(model) else { return ModelTraits(structuredOutput: nil, takesSystemTurns: false) }
        return ModelTraits(
            takesTemperature: name.version < (name.isOpus ? (4, 7) : (5, 0)),
            structuredOutput: name.version >= (name.isOpus ? (4, 1) : (4, 5)) ? .jsonSchema : nil,
            // The first that think without being told to.
            leastReasoning: name.version >= (5, 0) ? .effort("low") : nil,
            reasoningScale: reasoningScale(of: name),
            takesSystemTurns: name.version >= (name.isOpus ? (4, 8) : (5, 0)),
            outputLimit: outputLimit(of: name),
            alwaysThinks: name.alwaysThinks
        )
    }

    private static func reasoningScale(of name: Name) -> ReasoningScale {
        if name.version < (3, 7) { return .none }
        if name.version < (name.isOpus ? (4, 5) : (4, 6)) { return .budget }
        return name.version < (name.isOpus ? (4, 7) : (5, 0)) ? .effortAndBudget : .effort
    }

    private static func outputLimit(of name: Name) -> Int? {
        if name.version < (3, 5) { return 4096 }
        if name.version < (3, 7) { return 8192 }
        return name.isOpus && name.version < (4, 5) ? 32_000 : nil
    }
}
