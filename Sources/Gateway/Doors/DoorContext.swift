// SPDX-License-Identifier: Apache-2.0

internal import Attempts
internal import Providers

/// What a door needs to answer with a model's words.
struct DoorContext: Sendable {
    /// The providers that callers may name.
    let registry: ProviderRegistry
    /// Who calls them.
    let client: ProviderClient
    /// The time between signs of life on a silent stream.
    let keepAliveInterval: Duration
}
