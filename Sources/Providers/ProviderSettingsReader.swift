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
    /// Without a standard the variable must be set. `defaultPath` is what a URL without a path gets.
    mutating func baseURL(of name: String, standard: String?, defaultPath: String = "") -> BaseURL? {
        let variable = ProviderConfiguration.variablePrefix(of: name) + "_BASE_URL"
        let configured = (configuration.settings[name]?.baseURL ?? "").trimmingBlanks()
        guard let text = configured.isEmpty ? standard : configured else {
            faults.append(.init(variable: variable, problem: "must be set, because GATEWAY_PROVIDERS lists \(name)"))
            return nil
        }
        do {
            return try BaseURL(text, defaultPath: defaultPath)
        } catch {
            faults.append(.init(variable: variable, problem: error.rawValue))
            return nil
        }
    }

    /// The key of a provider; nil when none is configured, or after a fault.
    mutating func key(of name: String) -> Secret? {
        let key = (configuration.settings[name]?.key?.revealed ?? "").trimmingBlanks()
        if key.isEmpty { return nil }
        // Anything else would break the header that carries it, or be changed on its way.
        guard key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            let variable = ProviderConfiguration.variablePrefix(of: name) + "_API_KEY"
            let problem = "must not hold blanks, line ends or characters beyond ASCII"
            faults.append(.init(variable: variable, problem: problem))
            return nil
        }
        return Secret(key)
    }

    /// The further providers' names in lower case, those left out that cannot be names.
    mutating func furtherNames() -> [String] {
        var names: [String] = []
        for configured in configuration.furtherProviders {
            let name = configured.trimmingBlanks().lowercased()
            if let problem = problem(ofName: name, after: names) {
                faults.append(.init(variable: "GATEWAY_PROVIDERS", problem: problem))
            } else {
                names.append(name)
            }
        }
        return names
    }

    private func problem(ofName name: String, after names: [String]) -> String? {
        let isName =
            name.utf8.first.map { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "_") } ?? false
            && name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
                default: byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
                }
            }
        guard isName else {
            return "must list names of letters, digits, - and _, and not \"\(name)\""
        }
        // Two names with the same variables, such as a-b and a_b, could not be configured apart.
        let prefix = ProviderConfiguration.variablePrefix(of: name)
        let taken = (ProviderConfiguration.builtInNames + names).contains {
            ProviderConfiguration.variablePrefix(of: $0) == prefix
        }
        return taken ? "must not list \(name) again" : nil
    }
}
