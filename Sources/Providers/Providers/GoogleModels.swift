// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Dialects

/// What is known of Google's models by their names.
///
/// Source: Gemini API reference, models, thinking and structured output, autumn 2026. What is not known here is learnt
/// from the API's answers, see ``RequestAdaptation``.
enum GoogleModels {
    /// What a model takes.
    static func traits(of model: ByteString) -> ModelTraits {
        let isGemma = isGemma(model)
        return ModelTraits(
            takesSystemText: !isGemma,
            structuredOutput: isGemma ? nil : .jsonSchema,
            leastReasoning: leastReasoning(of: model),
            // A generation that is not known yet takes words, as the newest ones do.
            reasoningScale: name(of: model).hasPrefix("gemini-2") ? .budget : .effort,
            checksSignatures: checksSignatures(model)
        )
    }

    /// Whether a model takes no call back without its signature: those from Gemini 3 on, and the names without a number, which are
    /// of the newest generation.
    private static func checksSignatures(_ model: ByteString) -> Bool {
        let name = name(of: model)
        guard name.hasPrefix("gemini-") else { return false }
        let generation = name.dropFirst("gemini-".utf8.count).prefix(while: \.isASCIIDigit).decimal
        return generation.map { $0 >= 3 } ?? name.hasSuffix("-latest")
    }

    /// Whether a model is one of the Gemma family, which takes neither a system's text nor a form of the answer.
    private static func isGemma(_ model: ByteString) -> Bool {
        name(of: model).hasPrefix("gemma")
    }

    /// Models for pictures and speech bear the names of those whose relatives they are, and do not think.
    private static let kindsWithoutThinking: [ByteString] = ["-image", "-tts", "-audio", "-live"]

    /// The least that a model can be told to think; nil where it does not think, or is not known to.
    private static func leastReasoning(of model: ByteString) -> ReasoningControl? {
        let name = name(of: model)
        if kindsWithoutThinking.contains(where: { name.contains($0) }) { return nil }
        // `gemini-flash-latest` and its like are of the newest generation, whichever that is; all of them take a budget.
        let isLatest =
            name.hasPrefix("gemini-") && name.hasSuffix("-latest") && !name.bytes.contains(where: \.isASCIIDigit)
        if name.hasPrefix("gemini-2.5-flash") || isLatest && name.contains("-flash") { return .budget(0) }
        if name.hasPrefix("gemini-2.5-pro") || isLatest && name.contains("-pro") { return .budget(128) }
        guard name.hasPrefix("gemini-3-") || name.hasPrefix("gemini-3.") else { return nil }
        if name.contains("-flash") { return .effort("MINIMAL") }
        return name.contains("-pro") ? .effort("LOW") : nil
    }

    private static func name(of model: ByteString) -> ByteString {
        let model = model.lowercased
        return model.hasPrefix("models/") ? model.dropFirst("models/".utf8.count) : model
    }
}
