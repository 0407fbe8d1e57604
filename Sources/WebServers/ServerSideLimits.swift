// SPDX-License-Identifier: Apache-2.0

internal import Configuration
internal import FastCGI
internal import Upstream

/// The limits of a web server, each above the gateway's own, so that it is the gateway that says what went wrong.
struct ServerSideLimits {
    /// The largest body, in MiB: twice that of the gateway.
    let bodyMebibytes: Int
    /// The longest silence of the gateway, in seconds: a minute more than the longest call.
    let readSeconds: Int
    /// The seconds between two comments on a silent stream, as text.
    let keepAlive: String

    /// Takes them from what the gateway is set to.
    init(_ configuration: Configuration) {
        bodyMebibytes = ((configuration.serverLimits.body - 1) >> 20 + 1) * 2
        readSeconds = Int((configuration.upstreamTimeouts.total / .seconds(1)).rounded(.up)) + 60
        keepAlive = configuration.keepAliveInterval.secondsText
    }
}
