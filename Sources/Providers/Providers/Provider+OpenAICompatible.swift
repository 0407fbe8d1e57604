// SPDX-License-Identifier: Apache-2.0

extension Provider {
    /// The server of `LOCAL_BASE_URL`: Ollama, llama.cpp, vLLM, LM Studio or any other that speaks OpenAI's dialect.
    static func local(from settings: inout ProviderSettingsReader) -> Provider? {
        openAICompatible("local", standard: "http://localhost:11434/v1", from: &settings)
    }

    /// A further server that speaks OpenAI's dialect.
    ///
    /// It takes the common part of the dialect only: `max_tokens`, because some ignore the new name (Ollama), and the
    /// temperature always. A key is optional.
    /// `name` is in lower case; `standard` is the base URL when none is configured, nil when one must be.
    static func openAICompatible(
        _ name: String,
        standard: String? = nil,
        from settings: inout ProviderSettingsReader
    ) -> Provider? {
        let key = settings.key(of: name)
        guard let baseURL = settings.baseURL(of: name, standard: standard, defaultPath: "/v1") else { return nil }
        return Provider(
            name: name,
            baseURL: baseURL,
            key: key,
            wireFormat: ChatCompletions(tokenLimit: .maxTokens, loadsModels: true) { _ in ModelParameters() }
        )
    }
}
