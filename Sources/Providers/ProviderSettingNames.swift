// SPDX-License-Identifier: Apache-2.0

/// What a provider's settings are called where they are set: words for messages that say what to change.
package struct ProviderSettingNames: Sendable, Equatable {
    /// The name of the base URL.
    package let baseURL: String
    /// The name of the key.
    package let key: String

    /// Makes names; without arguments those of settings that have none.
    package init(baseURL: String = "its base URL", key: String = "its key") {
        self.baseURL = baseURL
        self.key = key
    }
}
