// SPDX-License-Identifier: Apache-2.0

/// The configuration of all providers, a plain value that the Gateway fills from the environment.
package struct ProviderConfiguration: Sendable, Equatable {
    /// The settings of each provider, by its name in lower case; one that is absent has its defaults.
    package var settings: [String: ProviderSettings]
    /// The names in `GATEWAY_PROVIDERS`: further OpenAI-compatible providers, in their order.
    ///
    /// Each needs a base URL in ``settings``, unless it is one of ``WellKnownProviders``. Names are letters, digits, `-`
    /// and `_`; their case does not matter.
    package var furtherProviders: [String]

    /// Makes a configuration; without arguments the one of an empty environment.
    package init(settings: [String: ProviderSettings] = [:], furtherProviders: [String] = []) {
        self.settings = settings
        self.furtherProviders = furtherProviders
    }

    /// The names of the providers that need no `GATEWAY_PROVIDERS`: those of the API's reference in its order, then
    /// those that are listed once they have a key.
    package static let builtInNames = ProviderRegistry.builtIn.map(\.name)

    /// The start of a provider's variables: `OPENAI` of `openai`, `MY_SERVER` of `my-server`.
    package static func variablePrefix(of name: String) -> String {
        String(name.uppercased().map { $0 == "-" ? "_" : $0 })
    }
}
