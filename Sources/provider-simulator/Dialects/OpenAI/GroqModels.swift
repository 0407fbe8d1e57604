// SPDX-License-Identifier: Apache-2.0

/// What Groq's models do by themselves, as far as their names tell it.
enum GroqModels {
    /// Whether the reasoning stands in the content unless the request says otherwise.
    static func thinksAloud(_ model: String) -> Bool {
        ["qwen3", "qwq", "deepseek-r1"].contains { name(model).contains($0) }
    }

    /// Whether deltas with reasoning name the channel.
    static func hasChannels(_ model: String) -> Bool {
        name(model).contains("gpt-oss")
    }

    private static func name(_ model: String) -> Substring {
        model.prefix { $0 != "," }
    }
}
