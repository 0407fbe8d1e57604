// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Providers
internal import Upstream

extension Setting {
    /// The base URL and the key of a provider, whose name is in lower case.
    package static func provider(_ name: String) -> Setting {
        let variables = ProviderVariables(of: name)
        return Setting(
            variables: variables.all,
            key: "providers.\(name)",
            isReloadable: true,
            read: { reader, configuration in
                configuration.providers.settings[name] = ProviderSettings(
                    baseURL: reader.text(variables.baseURL),
                    key: reader.key([variables.key] + variables.otherKeys).map(Secret.init),
                    names: ProviderSettingNames(variables)
                )
            },
            lines: { configuration in
                guard let provider = configuration.registry[ByteString(name)] else { return [] }
                return [
                    "\(variables.baseURL)=\(provider.baseURL.text)",
                    "\(variables.key)=\(provider.key == nil ? "(not set)" : "***")",
                ]
            }
        )
    }
}
