// SPDX-License-Identifier: Apache-2.0

/// All that is wrong with a configuration of providers.
package struct ProviderConfigurationError: Error, Sendable, Equatable {
    /// One variable that is set to nonsense.
    package struct Fault: Sendable, Equatable {
        /// The variable's name, such as `LOCAL_BASE_URL`.
        package let variable: String
        /// What is wrong with it, the rest of a sentence that begins with the variable; never the value of a key.
        package let problem: String

        /// Makes a fault.
        package init(variable: String, problem: String) {
            self.variable = variable
            self.problem = problem
        }
    }

    /// The faults, one for each variable, never empty.
    package let faults: [Fault]

    /// Makes an error of faults.
    package init(_ faults: [Fault]) {
        self.faults = faults
    }
}

extension ProviderConfigurationError.Fault: CustomStringConvertible {
    package var description: String { "\(variable) \(problem)" }
}

extension ProviderConfigurationError: CustomStringConvertible {
    package var description: String { faults.map(\.description).joined(separator: "\n") }
}
