// SPDX-License-Identifier: Apache-2.0

/// Whether the gateway is told at once that a client has left, or only when it writes the next time.
///
/// A model that thinks, and an answer in one piece, write nothing for a long time: the provider goes on for nobody.
struct SilentDisconnectCheck {
    private static let name = "disconnect in silence"
    /// How long the gateway is asked, at the most.
    private static let patience = Duration.seconds(3)

    let site: SiteClient
    let server: RecognizedServer
    let facts: GatewayFacts

    func finding() async -> Finding {
        let id = OutcomePoll.makeID()
        let response = await site.get("/healthz/stream?pause=keep-alive&id=\(id)", leavingAfter: 1)
        guard response.events.count == 1 else {
            return Finding(Self.name, .unknown, "the first chunk was held back")
        }
        let silence = Duration.seconds(facts.keepAliveInterval)
        let poll = OutcomePoll(site: site, server: server)
        guard let outcome = await poll.outcome(of: id, within: min(Self.patience, silence + .seconds(1))) else {
            return await poll.unknown(Self.name)
        }
        if outcome.state == .disconnected, .milliseconds(outcome.milliseconds) < silence {
            return Finding(Self.name, .ok, "the gateway knew at \(outcome.milliseconds) ms")
        }
        let seen = "the gateway is told only when it writes: what a provider does in silence goes on"
        let advice = Advice.lines(for: .disconnectNotTold, in: server)
        switch server {
        case .nginx:
            // It does better unless it was told not to.
            return Finding(Self.name, .failed, seen, advice: advice)
        case .haproxy, .lighttpd:
            return Finding(Self.name, .warning, seen, advice: advice)
        case .apache, .apacheProxy, .apacheFcgid, .caddy, .other:
            return Finding(Self.name, .warning, "\(seen) (the way of this server)")
        }
    }
}
