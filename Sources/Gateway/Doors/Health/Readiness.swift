// SPDX-License-Identifier: Apache-2.0

internal import NIOConcurrencyHelpers

/// Whether the gateway should be sent requests.
final class Readiness: Sendable {
    private let isDraining = NIOLockedValueBox(false)

    /// Begins to say no.
    func beginDraining() {
        isDraining.withLockedValue { $0 = true }
    }

    /// Why no requests should come; nil when they may.
    var reasonAgainst: String? {
        isDraining.withLockedValue { $0 } ? "the gateway is being stopped" : nil
    }
}
