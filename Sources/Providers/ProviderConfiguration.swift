// SPDX-License-Identifier: Apache-2.0

/// The configuration of all providers, a plain value that whoever reads the settings fills.
package struct ProviderConfiguration: Sendable, Equatable {
    /// The settings of each provider, by its name in lower case; one that is absent has its defaults.
    package var settings: [String: ProviderSettings]
    /// The names of further OpenAI-compatible providers, in their order.
    ///
    /// Each needs a base URL in ``settings``, unless it is one of ``WellKnownProviders``. Names are letters, digits, `-`
    /// and `_`; their case does not matter.
    package var furtherProviders: [String]

    /// Makes a configuration; without arguments the one of an empty environment.
    package init(settings: [String: ProviderSettings] = [:], furtherProviders: [String] = []) {
        self.settings = settings
        self.furtherProviders = furtherProviders
    }

    /// The names of the providers that need not be listed: those of the API's reference in its order, then
    /// those that are listed once they have a key.
    package static let builtInNames = ProviderRegistry.builtIn.map(\.name)
}
