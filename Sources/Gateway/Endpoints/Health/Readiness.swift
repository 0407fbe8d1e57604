// SPDX-License-Identifier: Apache-2.0

internal import NIOConcurrencyHelpers
internal import Providers

/// Whether the gateway should be sent requests.
final class Readiness: Sendable {
    private let hasProvider: Bool
    private let isDraining = NIOLockedValueBox(false)

    init(registry: ProviderRegistry) {
        hasProvider = registry.providers.contains { $0.availability == .ready }
    }

    /// Takes note that no new requests are wanted.
    func beginDraining() {
        isDraining.withLockedValue { $0 = true }
    }

    /// Why no requests should come; nil when they may.
    var hindrance: String? {
        if isDraining.withLockedValue({ $0 }) { return "the gateway is being stopped" }
        return hasProvider ? nil : "no provider has its key"
    }
}
