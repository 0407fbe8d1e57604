// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import GatewayTesting
import Testing

extension IntegrationTests {
    /// New gateways in the place of running ones, on a socket that somebody else keeps.
    @Suite struct ReplacementTests {
        private static let requests = 1_000
        private static let rounds = 4
        private static let workers = 8

        @Test(
            .enabled(if: Launcher.canPassSockets, "perl makes the socket"),
            .timeLimit(.minutes(2)),
            arguments: ConnectionMode.allCases
        )
        func noRequestFails(_ mode: ConnectionMode) async throws {
            let configuration = DeploymentConfiguration(webServer: .privateServer([mode]), launcher: .supervisor)
            try await withGateway(configuration) { deployment in
                let client = try deployment.client(mode)
                let isOver = Flag()
                try await waitForReady(1, deployment)
                let outcomes = try await withThrowingTaskGroup(of: [String?].self) { group in
                    for worker in 0..<Self.workers {
                        group.addTask {
                            var outcomes: [String?] = []
                            while await !isOver.isSet || outcomes.count < Self.requests / Self.workers {
                                outcomes.append(await Self.fault(client, worker + outcomes.count))
                            }
                            return outcomes
                        }
                    }
                    for round in 1...Self.rounds { try await replace(deployment, client, round) }
                    await isOver.set()
                    return try await group.reduce(into: [String?]()) { $0 += $1 }
                }
                let faults = outcomes.compactMap(\.self)
                print(
                    "figures, \(Self.rounds) replacements, \(mode): \(outcomes.count) requests, \(faults.count) failed"
                )
                #expect(outcomes.count >= Self.requests)
                switch mode {
                case .closed:
                    #expect(faults == [])
                case .kept:
                    // A connection that nginx has kept for half a second without a use is closed; one that it takes up
                    // at this very moment is lost, and no gateway can tell. Whatever arrives is answered.
                    #expect(faults.allSatisfy { $0.contains("does not answer") }, "\(faults)")
                    #expect(faults.count <= Self.rounds, "\(faults)")
                }
            }
        }

        /// Starts another gateway, ends the one before, and checks that its stream comes to its end.
        private func replace(_ deployment: Deployment, _ client: TestClient, _ round: Int) async throws {
            let request = try GenerationRequest("local/\(ModelName.unique("chunks=30,interval=50"))").stream
            try await client.open(request) { connection in
                _ = try await connection.nextEvent()
                try deployment.gateway.send(.hangUp)
                try await waitForReady(round + 1, deployment)
                try deployment.gateway.send(.interrupt)
                let result = try await StreamResult(continuing: connection)
                #expect(result.error == nil)
                #expect(result.finalChunk?.text == SimulatorText.words(30))
            }
            try await Waiting.until("the old gateway has ended") {
                deployment.gateway.standardOutput.lines.count == round
            }
            #expect(deployment.gateway.standardOutput.lines.last == "ended with 0", "\(deployment.gateway.report)")
        }

        private func waitForReady(_ count: Int, _ deployment: Deployment) async throws {
            try await Waiting.until("gateway \(count) is ready") {
                deployment.gateway.standardError.lines.count { $0.contains(" info ready ") } == count
            }
        }

        /// Sends a request of one kind or another; nil when it went well.
        private static func fault(_ client: TestClient, _ number: Int) async -> String? {
            do {
                let generation = GenerationRequest("local/demo")
                let request =
                    switch number % 3 {
                    case 0: TestRequest.get("/")
                    case 1: try generation.plain
                    default: try generation.stream
                    }
                let response = try await client.send(request)
                guard response.status == 200, response.isComplete else {
                    return "\(request.target): \(response.status) \(response.text.prefix(200))"
                }
                if number % 3 == 2, !response.text.contains(#""is_final":true"#) { return "a stream was cut off" }
                return nil
            } catch {
                return "\(error)"
            }
        }
    }
}
