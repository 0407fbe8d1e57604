// SPDX-License-Identifier: Apache-2.0

/// Whether a provider can be called.
package enum ProviderAvailability: Sendable, Hashable {
    /// It can.
    case ready
    /// Its key is not configured; the variable is the one to set.
    case missingKey(variable: String)
}
