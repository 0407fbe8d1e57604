// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Providers
internal import Upstream

extension Setting {
    /// The base URL and the key of a provider, whose name is in lower case.
    package static func provider(_ name: String) -> Setting {
        let prefix = ProviderConfiguration.variablePrefix(of: name)
        let baseURL = "\(prefix)_BASE_URL"
        // The second name is that of Google's own clients.
        let keys = ["\(prefix)_API_KEY"] + (name == "google" ? ["GEMINI_API_KEY"] : [])
        return Setting(
            variables: [baseURL] + keys,
            key: "providers.\(name)",
            isReloadable: true,
            read: { reader, configuration in
                configuration.providers.settings[name] = ProviderSettings(
                    baseURL: reader.text(baseURL),
                    key: reader.key(keys).map(Secret.init)
                )
            },
            lines: { configuration in
                guard let provider = configuration.registry[ByteString(name)] else { return [] }
                return [
                    "\(baseURL)=\(provider.baseURL.text)",
                    "\(keys[0])=\(provider.key == nil ? "(not set)" : "***")",
                ]
            }
        )
    }
}
