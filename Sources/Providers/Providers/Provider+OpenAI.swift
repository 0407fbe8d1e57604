// SPDX-License-Identifier: Apache-2.0

internal import Dialects

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
            needsKey: true,
            settingNames: settings.names(of: "openai"),
            dialect: ChatCompletions(tokenLimit: .maxCompletionTokens),
            traits: OpenAIModels.traits(of:)
        )
    }
}
