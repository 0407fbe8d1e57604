// SPDX-License-Identifier: Apache-2.0

/// What is configured for one provider, as it was read.
package struct ProviderSettings: Sendable, Equatable {
    /// The base URL; nil or blank stands for the default.
    package var baseURL: String?
    /// The key; nil or blank stands for no key.
    package var key: Secret?
    /// What these two are called where they are set.
    package var names: ProviderSettingNames

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
