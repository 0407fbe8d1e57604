// SPDX-License-Identifier: Apache-2.0

/// Whether a provider can be called.
package enum ProviderAvailability: Sendable, Hashable {
    /// It can.
    case ready
    /// It needs a key, and none is configured.
    case missingKey
}
