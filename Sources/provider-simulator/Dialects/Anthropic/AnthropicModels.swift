// SPDX-License-Identifier: Apache-2.0

/// What Anthropic's models can do, as far as their names tell it.
enum AnthropicModels {
    private static let withoutSampling = [
        "claude-opus-4-7", "claude-opus-4-8", "claude-opus-5", "claude-sonnet-5", "claude-fable-5", "claude-mythos-5",
    ]

    private static let withoutSchemas = [
        "claude-2", "claude-3", "claude-instant", "claude-sonnet-4-0", "claude-sonnet-4-2", "claude-opus-4-0",
        "claude-opus-4-2",
    ]

    /// Whether temperature, top_p and top_k are refused.
    static func refusesSampling(_ model: String) -> Bool {
        withoutSampling.contains(where: model.hasPrefix)
    }

    /// Whether the answer cannot be bound to a schema.
    static func refusesSchemas(_ model: String) -> Bool {
        withoutSchemas.contains(where: model.hasPrefix)
    }
}
