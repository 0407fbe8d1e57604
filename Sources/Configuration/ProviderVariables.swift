// SPDX-License-Identifier: Apache-2.0

internal import Providers

/// The names of the variables of one provider.
struct ProviderVariables {
    /// The variable that lists the further providers.
    static let list = "GATEWAY_PROVIDERS"

    /// The variable of its base URL.
    let baseURL: String
    /// The variable of its key.
    let key: String
    /// The variables that are read in place of the key's, where that is not set.
    let otherKeys: [String]

    /// The variables of a provider, whose name is in lower case: `OPENAI_API_KEY` of `openai`, `MY_SERVER_BASE_URL` of
    /// `my-server`.
    init(of name: String) {
        let prefix = name.uppercased().replacing("-", with: "_")
        baseURL = "\(prefix)_BASE_URL"
        key = "\(prefix)_API_KEY"
        // The name that Google's own clients read.
        otherKeys = Self.standIns[key] ?? []
    }

    /// The variables that are read in the place of others.
    static let standIns = ["GOOGLE_API_KEY": ["GEMINI_API_KEY"]]

    /// All of them.
    var all: [String] { [baseURL, key] + otherKeys }
}

extension ProviderSettingNames {
    /// What messages call a provider's settings.
    init(_ variables: ProviderVariables) {
        self.init(baseURL: variables.baseURL, key: variables.key)
    }
}
