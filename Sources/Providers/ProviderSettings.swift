// SPDX-License-Identifier: Apache-2.0

/// What is configured for one provider, as it stands in the environment.
package struct ProviderSettings: Sendable, Equatable {
    /// The value of `NAME_BASE_URL`; nil or blank stands for the default.
    package var baseURL: String?
    /// The value of `NAME_API_KEY`; nil or blank stands for no key.
    package var key: Secret?

    /// Makes the settings of a provider.
    package init(baseURL: String? = nil, key: Secret? = nil) {
        self.baseURL = baseURL
        self.key = key
    }
}
