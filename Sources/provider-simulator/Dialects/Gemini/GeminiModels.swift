// SPDX-License-Identifier: Apache-2.0

/// What Gemini's models can do, as far as their names tell it.
enum GeminiModels {
    /// Whether thinking can be configured.
    static func thinks(_ model: String) -> Bool {
        !isOlderGemini(model) && !isGemma(model)
    }

    static func isGemma(_ model: String) -> Bool {
        model.hasPrefix("gemma")
    }

    /// Whether schemas are limited to the oldest subset.
    static func hasBasicSchemas(_ model: String) -> Bool {
        isOlderGemini(model)
    }

    /// Whether thinking is given a budget, and no level.
    static func hasBudgetOnly(_ model: String) -> Bool {
        model.hasPrefix("gemini-2.5")
    }

    /// Whether it cannot do without thinking.
    static func alwaysThinks(_ model: String) -> Bool {
        model.hasPrefix("gemini-2.5-pro")
    }

    /// Whether there is no level below low.
    static func hasNoMinimalLevel(_ model: String) -> Bool {
        model.hasPrefix("gemini-3") && model.prefix { $0 != "," }.contains("pro")
    }

    private static func isOlderGemini(_ model: String) -> Bool {
        ["gemini-2.0", "gemini-1.5", "gemini-1.0"].contains(where: model.hasPrefix)
    }
}
