// SPDX-License-Identifier: Apache-2.0

package import Chat
package import FastCGI
package import Logging
package import Providers
package import Upstream

/// Everything that can be set, read and checked.
///
/// ``Setting/all`` is the table of the variables; docs/configuration.md explains them.
package struct Configuration: Sendable {
    /// Where to listen, when no socket is inherited.
    package var listenAddress: ListenAddress?
    /// Who may connect to a unix socket that the gateway makes.
    package var socketAccess = UnixSocketAccess()
    /// The users that may connect to a unix socket; nil for any.
    package var socketPeers: Set<UInt32>?
    /// What a web server may send.
    package var serverLimits = ServerLimits()
    /// The key that callers must send; nil when the gateway is open.
    package var secretToken: Secret?
    /// The origins whose pages may call the gateway; empty for none, `*` for all.
    package var allowedOrigins: Set<String> = []
    /// The path under which the web server mounts the gateway.
    package var pathPrefix = PathPrefix()
    /// The proxies before the web server whose word on a caller's address counts.
    package var trustedProxies = TrustedProxies()
    /// Whether there is `GET /metrics`.
    package var hasMetrics = false
    /// What is set for providers.
    package var providers = ProviderConfiguration()
    /// The providers, as they are set; none as long as nothing is read.
    package internal(set) var registry = ProviderRegistry(providers: [])
    /// Models that the lists of models show besides those that the providers list.
    package var models: [ModelID] = []
    /// The limits in time of a provider's call.
    package var upstreamTimeouts = UpstreamTimeouts()
    /// Whether pictures at URLs are fetched for providers that do not fetch them themselves.
    package var fetchesImages = false
    /// The proxies to providers.
    package var proxies = ProxySettings()
    /// The certificate authorities that providers' certificates are verified with.
    package var trustedRoots = TrustedRoots()
    /// The time between comment lines on a silent stream.
    package var keepAliveInterval = Duration.seconds(15)
    /// The most requests in flight; more get 503.
    package var maximumRequests = 10_000
    /// Whether what providers want to have back with a tool's call is kept for callers that do not send it.
    package var remembersSignatures = true
    /// How long running requests may go on after SIGTERM.
    package var drainTimeout = Duration.seconds(600)
    /// After how long without a request the process ends; nil for never.
    package var idleExit: Duration?
    /// Whether a crash may leave a core dump, in which everything is that was in memory.
    package var allowsCoreDumps = false
    /// The level from which events are logged.
    package var logLevel = Logger.Level.info
    /// How log lines are written.
    package var logFormat = LogFormat.text

    /// The file of settings; nil when there is none.
    package internal(set) var file: FileInForce?
    /// Where everything comes from.
    package internal(set) var sources = SettingSources()

    /// What the operator should know though it stops nothing, a sentence each.
    package var warnings: [String] = []

    /// Variables that begin with `GATEWAY_` and mean nothing to this version: misspelt, or of a later one.
    package var unknownVariables: [String] = []

    /// Makes the default configuration.
    package init() {}
}
