// SPDX-License-Identifier: Apache-2.0

internal import Attempts
internal import Configuration
internal import Providers
internal import Upstream

/// What calls read of the settings, with what is made of them once.
///
/// It never changes: a call takes it when it begins, and ends under it whatever is set meanwhile. All that answers a call
/// reads the call's; nothing keeps parts of it.
final class Snapshot: Sendable {
    /// All that is set.
    let configuration: Configuration
    /// Who calls the providers; what it has learnt of models is the process's.
    let client: ProviderClient
    /// Which models the providers have; what it has learnt is the process's.
    let catalog: ModelCatalog
    /// Who may call.
    let authentication: Authentication
    /// Which pages may call.
    let crossOrigin: CrossOrigin

    init(_ configuration: Configuration, client: ProviderClient, catalog: ModelCatalog) {
        self.configuration = configuration
        self.client = client
        self.catalog = catalog
        authentication = Authentication(token: configuration.secretToken)
        crossOrigin = CrossOrigin(allowedOrigins: configuration.allowedOrigins)
    }

    /// Makes the snapshot of a configuration that comes after another one: what was learnt goes on.
    convenience init(_ configuration: Configuration, after before: Snapshot) {
        let client = ProviderClient(
            sharing: before.client,
            limits: ProviderLimits(configuration),
            timeouts: configuration.upstreamTimeouts
        )
        self.init(configuration, client: client, catalog: before.catalog)
    }

    /// The providers that callers may name.
    var registry: ProviderRegistry { configuration.registry }
    /// The time between signs of life on a silent stream.
    var keepAliveInterval: Duration { configuration.keepAliveInterval }
    /// The proxies before the web server whose word on a caller's address counts.
    var trustedProxies: TrustedProxies { configuration.trustedProxies }
}

extension ProviderLimits {
    /// The limits of a configuration.
    init(_ configuration: Configuration) {
        self.init(loading: configuration.upstreamTimeouts.firstByte)
    }
}
