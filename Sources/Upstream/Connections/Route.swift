// SPDX-License-Identifier: Apache-2.0

/// The way to an origin: directly, or through a proxy.
///
/// Connections of one route serve each other's requests.
struct Route: Sendable, Hashable {
    var origin: Origin
    /// The proxy that tunnels the connection; nil to go directly.
    var proxy: ProxySettings.Proxy?
}
