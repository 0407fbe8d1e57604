// SPDX-License-Identifier: Apache-2.0

internal import Providers
internal import Upstream

extension EnvironmentReader {
    /// Adds a fault of what was read for providers.
    mutating func fault(_ fault: ProviderConfigurationError.Fault) {
        let list = ProviderVariables.list
        switch fault {
        case .missingBaseURL(let name):
            if let provider = providers.first(where: { $0.name == name }) {
                return self.fault(provider, "base_url: must be set, as nothing is known of a provider of this name")
            }
            self.fault(of: ProviderVariables(of: name).baseURL, "must be set, because \(list) lists \(name)")
        case .badBaseURL(let fault, let name):
            self.fault(of: ProviderVariables(of: name).baseURL, fault.rawValue)
        case .badKey(let name):
            let problem = "must not hold blanks, line ends or characters beyond ASCII"
            self.fault(of: ProviderVariables(of: name).key, problem)
        case .badName(let name):
            self.fault(of: list, "must list names of letters, digits, - and _, and not \"\(name)\"")
        case .takenName(let name):
            self.fault(of: list, "must not list \(name) again")
        }
    }
}
