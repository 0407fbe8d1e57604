// SPDX-License-Identifier: Apache-2.0

internal import Dialects

extension Provider {
    /// A server of one's own: Ollama, llama.cpp, vLLM, LM Studio or any other that speaks OpenAI's dialect.
    static func local(from settings: inout ProviderSettingsReader) -> Provider? {
        openAICompatible("local", standard: "http://localhost:11434/v1", from: &settings)
    }

    /// A further provider, whose name is in lower case; it speaks OpenAI's dialect unless another one is set.
    ///
    /// A well-known one needs a key and nothing else; any other one needs a base URL and maybe a key.
    static func further(_ name: String, from settings: inout ProviderSettingsReader) -> Provider? {
        switch settings.dialect(of: name) {
        case .chatCompletions: break
        case .anthropic: return anthropicCompatible(name, from: &settings)
        case .gemini: return geminiCompatible(name, from: &settings)
        }
        guard let place = WellKnownProviders.places[name] else { return openAICompatible(name, from: &settings) }
        return openAICompatible(
            name,
            standard: place.origin,
            defaultPath: place.path,
            isService: true,
            from: &settings
        )
    }

    /// A server that speaks OpenAI's dialect.
    ///
    /// It takes the common part of the dialect only: `max_tokens`, because some ignore the new name (Ollama), and the
    /// temperature always. `standard` is the base URL when none is configured, nil when one must be; `defaultPath` is
    /// what a URL without a path gets. A service needs a key and has its models at hand; a server of one's own may need no
    /// key, and may have to load its models.
    private static func openAICompatible(
        _ name: String,
        standard: String? = nil,
        defaultPath: String = "/v1",
        isService: Bool = false,
        from settings: inout ProviderSettingsReader
    ) -> Provider? {
        let key = settings.key(of: name)
        guard let baseURL = settings.baseURL(of: name, standard: standard, defaultPath: defaultPath) else { return nil }
        return Provider(
            name: name,
            baseURL: baseURL,
            key: key,
            needsKey: isService,
            settingNames: settings.names(of: name),
            collectsStreams: true,
            dialect: ChatCompletions(tokenLimit: .maxTokens, loadsModels: !isService),
            traits: { _ in ModelTraits(enumLimit: 1_000) }
        )
    }
}
