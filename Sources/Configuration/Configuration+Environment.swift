// SPDX-License-Identifier: Apache-2.0

internal import FastCGI
internal import Providers
internal import Upstream

extension Configuration {
    /// Reads a configuration.
    ///
    /// - Parameters:
    ///   - environment: The variables.
    ///   - listen: The value of `--listen`, which goes before `GATEWAY_LISTEN`.
    /// - Throws: ``ConfigurationError`` with all faults.
    package init(environment: [String: String], listen: String? = nil) throws(ConfigurationError) {
        try self.init(SettingTexts(environment), listen: listen)
    }

    /// Reads a configuration from texts, wherever they come from.
    init(_ texts: SettingTexts, listen: String? = nil) throws(ConfigurationError) {
        self.init()
        serverLimits.memory = MachineMemory.share(of: MachineMemory.available())
        file = texts.file
        var reader = EnvironmentReader(texts, listen: listen)
        for setting in Setting.all { setting.read(&reader, &self) }
        // The list of further providers is read: theirs are known now.
        for setting in providerSettings { setting.read(&reader, &self) }
        do throws(ProviderConfigurationError) {
            registry = try ProviderRegistry(providers)
        } catch {
            for fault in error.faults { reader.fault(fault) }
        }
        guard reader.faults.isEmpty else { throw ConfigurationError(SettingFault.sentences(reader.faults)) }
        sources = SettingSources(texts, listen: listen)
        warnings = ownWarnings(reader)
        let known = Set(settings.flatMap(\.variables))
        unknownVariables = texts.texts.keys.filter { $0.hasPrefix("GATEWAY_") && !known.contains($0) }.sorted()
    }

    /// All settings, those of the configured providers included, in the order in which they are shown.
    var settings: [Setting] { Setting.all + providerSettings }

    private var providerSettings: [Setting] {
        (ProviderConfiguration.builtInNames + providers.furtherProviders).map(Setting.provider)
    }

    private func ownWarnings(_ reader: EnvironmentReader) -> [String] {
        let certificates =
            "no certificate authorities are known on this machine, so that no provider can be called over https: "
            + "install ca-certificates, or set SSL_CERT_FILE"
        let images =
            "\(reader.label("GATEWAY_FETCH_IMAGES")): a proxy is set, through which no picture is fetched, as it would look names up by itself; "
            + "only hosts of NO_PROXY are asked for pictures, directly"
        return (trustedRoots.areThere ? [] : [certificates]) + (fetchesImages && proxies.areSet ? [images] : [])
            + proxies.misunderstood.map {
                "\(reader.label("NO_PROXY")): \"\($0)\" is ignored: expected a name, an address, a range such as 10.0.0.0/8 or a pattern such "
                    + "as 10.*, maybe with :port"
            }
    }
}
