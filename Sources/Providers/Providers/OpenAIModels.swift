// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Dialects

/// What is known of OpenAI's models by their names.
///
/// Names may be those of fine-tuned models (`ft:BASE:...`).
///
/// Source: OpenAI API reference and model pages, reasoning models, structured outputs, autumn 2026. What is not known
/// here is learnt from the API's answers, see ``RequestAdaptation``.
enum OpenAIModels {
    /// What a model takes.
    static func traits(of model: ByteString) -> ModelTraits {
        let name = base(of: model.lowercased)
        return ModelTraits(
            takesTemperature: takesTemperature(name),
            structuredOutput: structuredOutput(name),
            enumLimit: 1_000,
            leastReasoning: takesLowEffort(name) ? .effort("low") : nil,
            takesDeveloperRole: true,
            takesCustomTools: true,
            takesServiceOptions: true
        )
    }

    /// Whether a model takes a temperature; those that reason reject every one but 1.
    private static func takesTemperature(_ name: ByteString) -> Bool {
        if name.hasPrefix("gpt-4o-search-preview") || name.hasPrefix("gpt-4o-mini-search-preview") { return false }
        if name.hasPrefix("gpt-5-chat") { return true }
        if name.hasPrefix("gpt-5.") { return reasonsOnlyWhenAsked(name) }
        if name.hasPrefix("gpt-5") { return false }
        return !isOSeries(name)
    }

    /// How the answers of a model can be held to a form; nil where they cannot.
    private static func structuredOutput(_ name: ByteString) -> StructuredOutput? {
        if name.hasPrefix("o1-mini") || name.hasPrefix("o1-preview") { return nil }
        if name.hasPrefix("gpt-3.5") || name.hasPrefix("gpt-4o-2024-05") { return .jsonObject }
        guard name.equals("gpt-4") || name.hasPrefix("gpt-4-") else { return .jsonSchema }
        let namesOfTurbo = ["gpt-4-turbo", "gpt-4-1106", "gpt-4-0125"]
        return namesOfTurbo.contains { name.hasPrefix($0) } ? .jsonObject : nil
    }

    /// Whether a model is known to reason by default, and to take being told to reason little.
    private static func takesLowEffort(_ name: ByteString) -> Bool {
        let families: [String] = ["o3", "o4-mini", "gpt-5", "gpt-5.5", "gpt-5.6"]
        return families.contains { family in
            guard name.hasPrefix(family) else { return false }
            // A size or a date may follow; every other variant has efforts of its own.
            let variant = name.dropFirst(family.utf8.count)
            return ["", "-mini", "-nano"].contains { (size: String) in
                variant.hasPrefix(size) && isDateOrNothing(variant.dropFirst(size.utf8.count))
            }
        }
    }

    /// Whether the rest of a name is a release date (`-2025-08-07`), or nothing.
    private static func isDateOrNothing(_ rest: ByteString) -> Bool {
        rest.isEmpty || rest.hasPrefix("-20") && rest.bytes.allSatisfy { $0.isASCIIDigit || $0 == UInt8(ascii: "-") }
    }

    /// The name of the model that was tuned; the name itself when it is not that of a fine-tuned model.
    private static func base(of model: ByteString) -> ByteString {
        guard model.hasPrefix("ft:") else { return model }
        return model.dropFirst(3).prefix { $0 != UInt8(ascii: ":") }
    }

    /// Whether a model of the generations 5.1 and later is one whose default is not to reason.
    private static func reasonsOnlyWhenAsked(_ name: ByteString) -> Bool {
        let variants: [ByteString] = ["-pro", "-chat", "-codex"]
        guard !variants.contains(where: { name.contains($0) }) else { return false }
        // A generation that is not known yet is taken for one that reasons: leaving the temperature out is never an
        // error.
        let minor = name.dropFirst("gpt-5.".utf8.count).prefix(while: \.isASCIIDigit).decimal
        return minor.map { (1...4).contains($0) } ?? false
    }

    /// Whether a name is `o` and a digit, such as `o3-mini`.
    private static func isOSeries(_ name: ByteString) -> Bool {
        name.hasPrefix("o") && name.bytes.dropFirst().first?.isASCIIDigit == true
    }
}
