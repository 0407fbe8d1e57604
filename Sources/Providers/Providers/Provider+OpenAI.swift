// SPDX-License-Identifier: Apache-2.0

extension Provider {
    /// OpenAI.
    ///
    /// Source: OpenAI API reference, chat completions.
    static func openAI(from settings: inout ProviderSettingsReader) -> Provider? {
        let key = settings.key(of: "openai")
        guard let baseURL = settings.baseURL(of: "openai", standard: "https://api.openai.com/v1") else { return nil }
        return Provider(
            name: "openai",
            baseURL: baseURL,
            key: key,
            requiredKeyVariable: "OPENAI_API_KEY",
            wireFormat: ChatCompletions(tokenLimit: .maxCompletionTokens) { model in
                ModelParameters(
                    takesTemperature: OpenAIModels.takesTemperature(model),
                    structuredOutput: OpenAIModels.structuredOutput(model),
                    enumLimit: 1_000,
                    effortOfChoice: OpenAIModels.takesLowEffort(model) ? "low" : nil
                )
            }
        )
    }
}
