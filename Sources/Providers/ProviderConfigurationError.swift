// SPDX-License-Identifier: Apache-2.0

package import Upstream

/// All that is wrong with a configuration of providers.
///
/// Whoever has read the settings knows what they are called, and puts that into words.
package struct ProviderConfigurationError: Error, Sendable, Equatable {
    /// One setting that is nonsense; providers are named in lower case.
    package enum Fault: Sendable, Equatable {
        /// A further provider that is not well known has no base URL.
        case missingBaseURL(provider: String)
        /// A base URL is none.
        case badBaseURL(BaseURL.Fault, provider: String)
        /// A key holds blanks, line ends or characters beyond ASCII; it is not told here.
        case badKey(provider: String)
        /// What stands among the further providers is no name: letters, digits, `-` and `_`.
        case badName(String)
        /// A further provider's name is taken.
        case takenName(String)
    }

    /// The faults, one for each setting, never empty.
    package let faults: [Fault]

    /// Makes an error of faults.
    package init(_ faults: [Fault]) {
        self.faults = faults
    }
}
