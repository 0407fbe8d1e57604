// SPDX-License-Identifier: Apache-2.0

internal import HTTPTypes

/// What watches the gateway, and what examines the web server before it.
struct HealthDoor: Door {
    let name = "health"
    let readiness: Readiness
    let process: Int
    private let outcomes = HealthStreamOutcomes()

    init(readiness: Readiness, process: Int) {
        self.readiness = readiness
        self.process = process
    }

    var routes: [Route] {
        [
            Route(.get, "/healthz", for: .probes, HealthEndpoint()),
            Route(.get, "/readyz", for: .probes, ReadinessEndpoint(readiness: readiness)),
            Route(
                .get,
                "/healthz/stream",
                for: .operators,
                HealthStreamEndpoint(outcomes: outcomes, process: process)
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
