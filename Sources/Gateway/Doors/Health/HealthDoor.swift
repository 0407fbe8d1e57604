// SPDX-License-Identifier: Apache-2.0

internal import HTTPTypes

/// What watches the gateway, and what examines the web server before it.
struct HealthDoor: Door {
    let readiness: Readiness
    let facts: HealthStreamFacts
    let process: Int
    let keepAliveInterval: Duration
    private let outcomes = HealthStreamOutcomes()

    init(readiness: Readiness, facts: HealthStreamFacts, process: Int, keepAliveInterval: Duration) {
        self.readiness = readiness
        self.facts = facts
        self.process = process
        self.keepAliveInterval = keepAliveInterval
    }

    var routes: [Route] {
        [
            Route(.get, "/healthz", for: .probes, HealthEndpoint()),
            Route(.get, "/readyz", for: .probes, ReadinessEndpoint(readiness: readiness)),
            Route(
                .get,
                "/healthz/stream",
                for: .operators,
                HealthStreamEndpoint(facts: facts, outcomes: outcomes, keepAliveInterval: keepAliveInterval)
            ),
            Route(
                .get,
                "/healthz/stream/outcome",
                for: .operators,
                HealthStreamOutcomeEndpoint(outcomes: outcomes, process: process)
            ),
        ]
    }

    func reply(to error: GatewayError) -> Reply { NativeResponse.reply(to: error) }
}
