// SPDX-License-Identifier: Apache-2.0

/// What is known of OpenAI's models by their names.
///
/// Source: OpenAI API reference and model pages, reasoning models, autumn 2026. What is not known here is learnt from
/// the API's answers, see ``RequestAdaptation``.
enum OpenAIModels {
    /// Whether a model takes a temperature; those that reason reject every one but 1.
    ///
    /// The name may be that of a fine-tuned model (`ft:BASE:...`).
    static func takesTemperature(_ model: String) -> Bool {
        let name = base(of: model.lowercased())
        if name.hasPrefix("gpt-4o-search-preview") || name.hasPrefix("gpt-4o-mini-search-preview") { return false }
        if name.hasPrefix("gpt-5-chat") { return true }
        if name.hasPrefix("gpt-5.") { return reasonsOnlyWhenAsked(name) }
        if name.hasPrefix("gpt-5") { return false }
        return !isOSeries(name)
    }

    /// The name of the model that was tuned; the name itself when it is not that of a fine-tuned model.
    private static func base(of model: String) -> Substring {
        guard model.hasPrefix("ft:") else { return model[...] }
        return model.dropFirst(3).prefix { $0 != ":" }
    }

    /// Whether a model of the generations 5.1 and later is one whose default is not to reason.
    private static func reasonsOnlyWhenAsked(_ name: Substring) -> Bool {
        let variants = ["-pro", "-chat", "-codex"]
        guard !variants.contains(where: { name.contains($0) }) else { return false }
        // A generation that is not known yet is taken for one that reasons: leaving the temperature out is never an
        // error.
        let minor = name.dropFirst("gpt-5.".count).prefix { $0.isNumber }
        return ["1", "2", "3", "4"].contains(minor)
    }

    /// Whether a name is `o` and a digit, such as `o3-mini`.
    private static func isOSeries(_ name: Substring) -> Bool {
        name.first == "o" && name.dropFirst().first?.isNumber == true
    }
}
