// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Providers
internal import Upstream

extension Setting {
    /// The base URL and the key of a provider, whose name is in lower case.
    package static func provider(_ name: String) -> Setting {
        let variables = ProviderVariables(of: name)
        let key = "\(FileLayout.providers).\(name)"
        return Setting(
            variables: variables.all,
            key: key,
            values: [
                SettingValue(key: "\(key).base_url", variable: variables.baseURL, form: .text),
                SettingValue(key: "\(key).key", variable: variables.key, form: .secret),
            ],
            read: { reader, configuration in
                var settings = reader.providers.first { $0.name == name }?.settings ?? ProviderSettings()
                settings.baseURL = reader.text(variables.baseURL)
                settings.key = reader.key([variables.key] + variables.otherKeys).map(Secret.init)
                settings.names = ProviderSettingNames(variables)
                configuration.providers.settings[name] = settings
            },
            keep: nil,
            lines: { configuration in
                guard let provider = configuration.registry[ByteString(name)] else { return [] }
                return [
                    "\(variables.baseURL)=\(provider.baseURL.text)",
                    "\(variables.key)=\(provider.key == nil ? "(not set)" : "***")",
                ] + configuration.fileLines(of: key)
            }
        )
    }
}
