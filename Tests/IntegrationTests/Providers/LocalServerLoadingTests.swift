// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import Testing

extension IntegrationTests {
    /// Servers that load a model when it is asked for, and answer 503 until it is there.
    @Suite(.deployment([.closed], environment: TestedProvider.environment))
    struct LocalServerLoadingTests {
        @Test(.timeLimit(.minutes(1)), arguments: LocalServer.allCases, [AskedModel.Way.generation, .stream])
        func aModelThatIsBeingLoadedIsWaitedFor(_ server: LocalServer, _ way: AskedModel.Way) async throws {
            let model = server.model("fault=loading,loads=2")
            let response = try await model.ask(way)
            #expect(response.status == 200, "\(response.text)")
            #expect(response.text.contains(SimulatorText.standard))
            #expect(try await model.received().count == 3)
        }

        @Test(.timeLimit(.minutes(1)), arguments: [AskedModel.Way.classification, .summarization])
        func theOtherTasksWaitAsWell(_ way: AskedModel.Way) async throws {
            let model = LocalServer.llamacpp.model("fault=loading,loads=4,choose=2")
            let response = try await model.ask(way)
            #expect(response.status == 200, "\(response.text)")
            #expect(try await model.received().count == 5)
        }

        @Test(.timeLimit(.minutes(1)))
        func theWaitDoesNotUseUpTheAttempts() async throws {
            let model = LocalServer.vllm.model("fault=loading,loads=2,context=4096")
            #expect(try await model.ask(.generation).status == 200)
            #expect(try await model.received().map(\.maxTokens) == [4_096, 4_096, 4_096, nil])
        }

        @Test(.timeLimit(.minutes(1)), arguments: [TestedProvider.openai, .groq, .mistral])
        func aServiceIsNotWaitedFor(_ provider: TestedProvider) async throws {
            for way in AskedModel.Way.allCases {
                let model = AskedModel(provider, keys: "fault=loading,loads=1")
                let message = try await model.ask(way).expectErrorOf(provider, status: "503")
                #expect(message.contains("Loading model"))
                #expect(try await model.received().count == 1)
            }
        }

        @Test(.timeLimit(.minutes(1)), arguments: ["status=503", "status=503,message=Failed_loading_model"])
        func anyOther503IsNotWaitedFor(_ keys: String) async throws {
            let model = LocalServer.llamacpp.model(keys)
            try await model.ask(.generation).expectErrorOf(.local, status: "503")
            #expect(try await model.received().count == 1)
        }

        @Test(.timeLimit(.minutes(1)))
        func aModelThatIsNeverThereIsAnErrorInTheEnd() async throws {
            try await withOwnGateway(["GATEWAY_FIRST_BYTE_TIMEOUT": "1"]) { deployment in
                for way in AskedModel.Way.allCases {
                    let model = LocalServer.llamacpp.model("fault=loading,loads=1000")
                    let response = try await model.ask(way, of: deployment)
                    #expect(try response.expectErrorOf(.local, status: "503").contains("Loading model"))
                    let requests = try await Shared.deployment.simulator.requests(model: model.name)
                    // The pauses are a quarter of a second, half a second, and what is left.
                    #expect((2...4).contains(requests.count))
                    let times = requests.compactMap(\.endedNanoseconds)
                    let wait = (times.max() ?? 0) - (times.min() ?? 0)
                    #expect((700_000_000...5_000_000_000).contains(wait))
                }
            }
        }

        @Test(.timeLimit(.minutes(1)), arguments: [AskedModel.Way.generation, .stream, .classification])
        func aClientThatLeavesEndsTheWait(_ way: AskedModel.Way) async throws {
            try await withOwnGateway(["GATEWAY_MAX_REQUESTS": "1"]) { deployment in
                let client = try deployment.client()
                let model = LocalServer.llamacpp.model("fault=loading,loads=1000")
                try await client.open(try model.request(way)) { _ in
                    try await Waiting.until("the second attempt") { try await model.received().count >= 2 }
                    // There is no room for another one as long as this request waits.
                    #expect(try await client.send(.get("/")).status == 503)
                }
                try await Waiting.until("the request is gone", within: .seconds(5)) {
                    try await client.send(.get("/")).status == 200
                }
            }
        }

        /// Starts another gateway before the suite's simulator.
        private func withOwnGateway(
            _ environment: [String: String],
            _ body: (Deployment) async throws -> Void
        ) async throws {
            let url = "http://127.0.0.1:\(try Shared.deployment.simulator.port)/v1"
            let configuration = DeploymentConfiguration(
                hasSimulator: false,
                environment: environment.merging(["LOCAL_BASE_URL": url]) { $1 }
            )
            try await withGateway(configuration, body)
        }
    }
}
