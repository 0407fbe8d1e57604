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

    /// What a provider's settings are called.
    func names(of name: String) -> ProviderSettingNames {
        configuration.settings[name]?.names ?? ProviderSettingNames()
    }

    /// The further providers' names in lower case, those left out that cannot be names.
    mutating func furtherNames() -> [String] {
        var names: [String] = []
        for configured in configuration.furtherProviders {
            let name = configured.trimmingBlanks().lowercased()
            if !Self.isName(name) {
                faults.append(.badName(name))
            } else if Self.isTaken(name, ProviderConfiguration.builtInNames + names) {
                faults.append(.takenName(name))
            } else {
                names.append(name)
            }
        }
        return names
    }

    private static func isName(_ text: String) -> Bool {
        text.utf8.first.map { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "_") } ?? false
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
                default: byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
                }
            }
    }

    /// Whether a name is among others; two such as a-b and a_b are one, because settings may have names in which there is
    /// no `-`.
    private static func isTaken(_ name: String, _ names: [String]) -> Bool {
        let name = name.replacing("-", with: "_")
        return names.contains { $0.replacing("-", with: "_") == name }
    }
}
