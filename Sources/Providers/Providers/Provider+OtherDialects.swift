// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Dialects
internal import HTTPTypes

extension Provider {
    /// A further provider that speaks Anthropic's Messages: a relay, or a server of one's own.
    static func anthropicCompatible(_ name: String, from settings: inout ProviderSettingsReader) -> Provider? {
        further(name, AnthropicMessages(), keyField: "x-api-key", AnthropicModels.traits(of:), from: &settings)
    }

    /// A further provider that speaks Gemini's dialect.
    static func geminiCompatible(_ name: String, from settings: inout ProviderSettingsReader) -> Provider? {
        further(
            name,
            Gemini(),
            keyField: "x-goog-api-key",
            defaultPath: "/v1beta",
            GoogleModels.traits(of:),
            from: &settings
        )
    }

    /// A further provider that may need no key, and whose models are those of the dialect's first vendor.
    private static func further(
        _ name: String,
        _ dialect: any Dialect,
        keyField: String,
        defaultPath: String = "",
        _ traits: @escaping @Sendable (_ model: ByteString) -> ModelTraits,
        from settings: inout ProviderSettingsReader
    ) -> Provider? {
        let key = settings.key(of: name)
        guard let baseURL = settings.baseURL(of: name, standard: nil, defaultPath: defaultPath),
            let keyField = HTTPField.Name(keyField)
        else { return nil }
        return Provider(
            name: name,
            baseURL: baseURL,
            key: key,
            keyHeader: .field(keyField),
            settingNames: settings.names(of: name),
            dialect: dialect,
            traits: traits
        )
    }
}
