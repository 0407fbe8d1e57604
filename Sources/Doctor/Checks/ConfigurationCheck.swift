// SPDX-License-Identifier: Apache-2.0

internal import FastCGI
internal import Configuration
internal import Providers
internal import Upstream

/// Whether the gateway that runs has the configuration that is read here.
struct ConfigurationCheck {
    let configuration: Configuration
    let facts: GatewayFacts

    func finding() -> Finding {
        let pairs = [
            ("version", facts.version, Version.number),
            ("GATEWAY_MAX_BODY", "\(facts.maximumBody)", "\(configuration.serverLimits.body)"),
            ("GATEWAY_KEEPALIVE_INTERVAL", "\(facts.keepAliveInterval)", seconds(configuration.keepAliveInterval)),
            ("GATEWAY_TOTAL_TIMEOUT", "\(facts.totalTimeout)", seconds(configuration.upstreamTimeouts.total)),
        ]
        let different = pairs.filter { $0.1 != $0.2 }
        if different.isEmpty {
            return Finding("configuration", .ok, "the running gateway has the limits that are set here")
        }
        return Finding(
            "configuration",
            .warning,
            different.map { "\($0.0) is \($0.1), here \($0.2)" }.joined(separator: ", "),
            advice: ["restart the gateway, or give doctor its environment (--env-file)"]
        )
    }

    private func seconds(_ duration: Duration) -> String { "\(duration / .seconds(1))" }
}
