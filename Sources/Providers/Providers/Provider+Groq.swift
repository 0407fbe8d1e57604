// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Dialects

extension Provider {
    /// Groq: OpenAI's dialect, with model names that hold slashes.
    ///
    /// Source: Groq API reference, chat completions; Groq docs, reasoning and structured outputs.
    static func groq(from settings: inout ProviderSettingsReader) -> Provider? {
        let key = settings.key(of: "groq")
        guard let baseURL = settings.baseURL(of: "groq", standard: "https://api.groq.com/openai/v1") else { return nil }
        return Provider(
            name: "groq",
            baseURL: baseURL,
            key: key,
            needsKey: true,
            settingNames: settings.names(of: "groq"),
            dialect: ChatCompletions(tokenLimit: .maxCompletionTokens),
            traits: { model in
                ModelTraits(
                    isSchemaStrict: model.lowercased.contains("gpt-oss"),
                    streamsStructuredOutput: false,
                    reasoningFormat: writesReasoningIntoText(model) ? "parsed" : nil
                )
            }
        )
    }

    private static let families: [ByteString] = ["qwen3", "qwq", "deepseek-r1"]

    /// Whether a model puts `<think>` into its answer unless it is told not to; others reject being told.
    private static func writesReasoningIntoText(_ model: ByteString) -> Bool {
        let model = model.lowercased
        return families.contains { model.contains($0) } && !model.contains("instruct")
    }
}
