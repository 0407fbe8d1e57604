// SPDX-License-Identifier: Apache-2.0

internal import Dialects
internal import HTTPTypes

extension Provider {
    /// Anthropic, which is listed once it has a key.
    ///
    /// Source: Claude API reference, messages.
    static func anthropic(from settings: inout ProviderSettingsReader) -> Provider? {
        let key = settings.key(of: "anthropic")
        guard let baseURL = settings.baseURL(of: "anthropic", standard: "https://api.anthropic.com"),
            let keyField = HTTPField.Name("x-api-key")
        else { return nil }
        return Provider(
            name: "anthropic",
            baseURL: baseURL,
            key: key,
            keyHeader: .field(keyField),
            needsKey: true,
            settingNames: settings.names(of: "anthropic"),
            isListed: key != nil,
            dialect: AnthropicMessages(),
            traits: AnthropicModels.traits(of:)
        )
    }
}
