// SPDX-License-Identifier: Apache-2.0

internal import Upstream

/// Reads the settings of one provider after the other, and collects what is wrong with them.
struct ProviderSettingsReader {
    private let configuration: ProviderConfiguration
    /// What was wrong so far.
    private(set) var faults: [ProviderConfigurationError.Fault] = []

    init(_ configuration: ProviderConfiguration) {
        self.configuration = configuration
    }

    /// The base URL of a provider, or `standard` when none is configured; nil after a fault.
    ///
    /// Without a standard one must be configured. `defaultPath` is what a URL without a path gets.
    mutating func baseURL(of name: String, standard: String?, defaultPath: String = "") -> BaseURL? {
        let configured = (configuration.settings[name]?.baseURL ?? "").trimmingBlanks()
        guard let text = configured.isEmpty ? standard : configured else {
            faults.append(.missingBaseURL(provider: name))
            return nil
        }
        do {
            return try BaseURL(text, defaultPath: defaultPath)
        } catch {
            faults.append(.badBaseURL(error, provider: name))
            return nil
        }
    }

    /// The key of a provider; nil when none is configured, or after a fault.
    mutating func key(of name: String) -> Secret? {
        let key = (configuration.settings[name]?.key?.revealed ?? "").trimmingBlanks()
        if key.isEmpty { return nil }
        // Anything else would break the header that carries it, or be changed on its way.
        guard key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            faults.append(.badKey(provider: name))
            return nil
        }
        return Secret(key)
    }

    /// The dialect of a further provider.
    func dialect(of name: String) -> ProviderDialect {
        configuration.settings[name]?.dialect ?? ProviderDialect(of: name)
    }

    /// What a provider's settings are called.
    func names(of name: String) -> ProviderSettingNames {
        configuration.settings[name]?.names ?? ProviderSettingNames()
    }

    /// The further providers' names in lower case, those left out that cannot be names.
    mutating func furtherNames() -> [String] {
        var names: [String] = []
        for configured in configuration.furtherProviders {
            let name = configured.trimmingBlanks().lowercased()
            if !ProviderConfiguration.isName(name) {
                faults.append(.badName(name))
            } else if (ProviderConfiguration.builtInNames + names).contains(where: {
                ProviderConfiguration.isSame($0, name)
            }) {
                faults.append(.takenName(name))
            } else {
                names.append(name)
            }
        }
        return names
    }
}

extension ProviderConfiguration {
    /// Whether a text can be a provider's name: lower case letters, digits, `-` and `_`.
    package static func isName(_ text: String) -> Bool {
        text.utf8.first.map { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "_") } ?? false
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
                default: byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
                }
            }
    }

    /// Whether two names are one, as a-b and a_b are, because settings may have names in which there is no `-`.
    package static func isSame(_ name: String, _ other: String) -> Bool {
        name.replacing("-", with: "_") == other.replacing("-", with: "_")
    }
}
