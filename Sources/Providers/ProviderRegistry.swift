// SPDX-License-Identifier: Apache-2.0

package import ByteStrings

/// All providers that callers can name: the built-in ones, those of the API's reference first, then the further ones.
package struct ProviderRegistry: Sendable {
    /// The providers in the order in which they are listed, those included that are not listed or cannot be called.
    package let providers: [Provider]
    private let positions: [ByteString: Int]

    /// The providers that need not be listed, in their order.
    static let builtIn: [(name: String, make: @Sendable (inout ProviderSettingsReader) -> Provider?)] = [
        ("openai", Provider.openAI), ("groq", Provider.groq), ("google", Provider.google), ("local", Provider.local),
        ("anthropic", Provider.anthropic),
    ]

    /// Makes the providers of a configuration.
    ///
    /// - Throws: ``ProviderConfigurationError`` with every setting that is nonsense.
    package init(_ configuration: ProviderConfiguration) throws(ProviderConfigurationError) {
        var reading = ProviderSettingsReader(configuration)
        var providers: [Provider?] = []
        for (_, make) in Self.builtIn { providers.append(make(&reading)) }
        for name in reading.furtherNames() {
            providers.append(Provider.further(name, from: &reading))
        }
        guard reading.faults.isEmpty else { throw ProviderConfigurationError(reading.faults) }
        self.init(providers: providers.compactMap { $0.map { $0.applying(configuration.settings[$0.name]) } })
    }

    /// Makes a registry of given providers, for tests.
    package init(providers: [Provider]) {
        self.providers = providers
        positions = Dictionary(
            providers.enumerated().map { (ByteString($1.name), $0) },
            uniquingKeysWith: { first, _ in first }
        )
    }

    /// The provider of a name, whose case does not matter; nil when there is none.
    package subscript(name: ByteString) -> Provider? {
        positions[name.lowercased].map { providers[$0] }
    }

    /// The names of those that are listed, in lower case, in their order.
    package var names: [String] { providers.filter(\.isListed).map(\.name) }
}
