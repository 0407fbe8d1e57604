// SPDX-License-Identifier: Apache-2.0

internal import Dialects

extension Provider {
    /// The server of `LOCAL_BASE_URL`: Ollama, llama.cpp, vLLM, LM Studio or any other that speaks OpenAI's dialect.
    static func local(from settings: inout ProviderSettingsReader) -> Provider? {
        openAICompatible("local", standard: "http://localhost:11434/v1", from: &settings)
    }

    /// A further provider that speaks OpenAI's dialect, whose name is in lower case.
    ///
    /// A well-known one needs a key and nothing else; any other one needs a base URL and maybe a key.
    static func further(_ name: String, from settings: inout ProviderSettingsReader) -> Provider? {
        guard let place = WellKnownProviders.places[name] else { return openAICompatible(name, from: &settings) }
        return openAICompatible(
            name,
            standard: place.origin,
            defaultPath: place.path,
            requiredKeyVariable: ProviderConfiguration.variablePrefix(of: name) + "_API_KEY",
            from: &settings
        )
    }

    /// A server that speaks OpenAI's dialect.
    ///
    /// It takes the common part of the dialect only: `max_tokens`, because some ignore the new name (Ollama), and the
    /// temperature always. `standard` is the base URL when none is configured, nil when one must be; `defaultPath` is
    /// what a URL without a path gets.
    private static func openAICompatible(
        _ name: String,
        standard: String? = nil,
        defaultPath: String = "/v1",
        requiredKeyVariable: String? = nil,
        from settings: inout ProviderSettingsReader
    ) -> Provider? {
        let key = settings.key(of: name)
        guard let baseURL = settings.baseURL(of: name, standard: standard, defaultPath: defaultPath) else { return nil }
        return Provider(
            name: name,
            baseURL: baseURL,
            key: key,
            requiredKeyVariable: requiredKeyVariable,
            collectsStreams: true,
            // A service has its models at hand; a server of one's own may have to load them.
            dialect: ChatCompletions(tokenLimit: .maxTokens, loadsModels: requiredKeyVariable == nil),
            traits: { _ in ModelTraits(enumLimit: 1_000) }
        )
    }
}
