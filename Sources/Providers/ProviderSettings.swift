// SPDX-License-Identifier: Apache-2.0

/// What is configured for one provider, as it was read.
package struct ProviderSettings: Sendable, Equatable {
    /// The base URL; nil or blank stands for the default.
    package var baseURL: String?
    /// The key; nil or blank stands for no key.
    package var key: Secret?
    /// What these two are called where they are set.
    package var names: ProviderSettingNames
    /// The dialect; nil for what a provider of this name speaks, as a built-in one always does.
    package var dialect: ProviderDialect?
    /// Where its key goes; nil for the dialect's place.
    package var keyHeader: KeyHeader?
    /// Header fields that its requests have besides, in the place of those that they would have.
    package var headers: [ProviderHeader] = []
    /// What the URLs of its requests have besides.
    package var query = ProviderQuery()
    /// Whether it can be called only with a key; nil for what is known of it.
    package var needsKey: Bool?
    /// The models that it has; nil to ask it.
    package var models: [String]?

    /// Makes the settings of a provider.
    package init(
        baseURL: String? = nil,
        key: Secret? = nil,
        names: ProviderSettingNames = ProviderSettingNames()
    ) {
        self.baseURL = baseURL
        self.key = key
        self.names = names
    }
}

extension ProviderSettings {
    /// Whether what has this name, a header field or a parameter, is likely to be a key.
    package static func isSecret(_ name: String) -> Bool {
        let name = name.lowercased()
        return ["authorization", "key", "token", "secret", "password", "signature"].contains { name.contains($0) }
    }
}
