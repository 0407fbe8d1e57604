// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import Testing

extension IntegrationTests {
    /// Providers that only `GATEWAY_PROVIDERS` brings.
    @Suite(.deployment([.closed], environment: TestedProvider.environment))
    struct FurtherProviderTests {
        /// Starts another gateway before the suite's simulator; `SIMULATOR` in a value stands for its origin.
        private func withFurtherProviders(
            _ environment: [String: String],
            _ body: (Deployment) async throws -> Void
        ) async throws {
            let origin = "http://127.0.0.1:\(try Shared.deployment.simulator.port)"
            let configuration = DeploymentConfiguration(
                hasSimulator: false,
                environment: environment.mapValues { $0.replacing("SIMULATOR", with: origin) }
            )
            try await withGateway(configuration, body)
        }

        @Test(.timeLimit(.minutes(1)))
        func theyAreListedBehindTheOthersInTheirOrder() async throws {
            let environment = [
                "GATEWAY_PROVIDERS": "xai, My-Server,mistral", "MY_SERVER_BASE_URL": "SIMULATOR",
                "ANTHROPIC_API_KEY": "sk-ant-further-0f1e2d3c4b5a6978",
            ]
            try await withFurtherProviders(environment) { deployment in
                let client = try deployment.client()
                let names = ["openai", "groq", "google", "local", "anthropic", "xai", "my-server", "mistral"]
                let list = names.map { "\"\($0)\"" }.joined(separator: ",")
                #expect(
                    try await client.send(.get("/llm/providers")).text
                        == #"{"status":"success","providers":[\#(list)]}"#
                )
                #expect(try await client.send(.get("/")).text.hasSuffix(#""providers":[\#(list.uppercased())]}"#))
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func aServiceWithoutItsKeySaysWhichToSet() async throws {
            let names = [
                "cerebras", "deepseek", "fireworks", "mistral", "nvidia", "openrouter", "perplexity", "together", "xai",
            ]
            let urls = names.map { ("\($0.uppercased())_BASE_URL", "SIMULATOR") }
            let environment = ["GATEWAY_PROVIDERS": names.joined(separator: ",")].merging(urls) { $1 }
            try await withFurtherProviders(environment) { deployment in
                for name in names {
                    let model = AskedModel(name, ModelName.unique())
                    for way in AskedModel.Way.allCases {
                        let response = try await model.ask(way, of: deployment)
                        try response.expectError(400, "provider \(name) has no key: set \(name.uppercased())_API_KEY")
                        #expect(response.header("X-Provider") == nil)
                    }
                    #expect(try await model.received().isEmpty)
                }
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func aServersURLWithoutPathGetsV1() async throws {
            let environment = [
                "GATEWAY_PROVIDERS": "bare,slash,whole,my-server", "BARE_BASE_URL": "SIMULATOR",
                "SLASH_BASE_URL": "SIMULATOR/", "WHOLE_BASE_URL": "SIMULATOR/v1/",
                "MY_SERVER_BASE_URL": "SIMULATOR/openai/v1", "MY_SERVER_API_KEY": "my-server-key-66b1d2f3a4",
            ]
            try await withFurtherProviders(environment) { deployment in
                for name in ["bare", "slash", "whole", "My-Server"] {
                    let model = AskedModel(name, ModelName.unique("choose=2"))
                    for way in AskedModel.Way.allCases {
                        let response = try await model.ask(way, of: deployment)
                        #expect(response.status == 200, "\(response.text)")
                    }
                    let isMine = name == "My-Server"
                    let requests = try await Shared.deployment.simulator.requests(model: model.name)
                    #expect(Set(requests.map(\.path)) == [(isMine ? "/openai" : "") + "/v1/chat/completions"])
                    // Without a key there is no header for it.
                    #expect(Set(requests.map(\.authorization)) == [isMine ? "Bearer my-server-key-66b1d2f3a4" : nil])
                    #expect(try await model.received().allSatisfy { $0.maxTokens == 4_096 })
                }
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func aServicesURLWithoutPathGetsTheServicesOwn() async throws {
            let paths = [
                "mistral": "/v1", "openrouter": "/api/v1", "fireworks": "/inference/v1", "perplexity": "",
                "xai": "/v1",
            ]
            var environment = ["GATEWAY_PROVIDERS": paths.keys.joined(separator: ",")]
            for name in paths.keys {
                environment["\(name.uppercased())_BASE_URL"] = "SIMULATOR"
                environment["\(name.uppercased())_API_KEY"] = "further-key-of-\(name)-5d7e9f"
            }
            try await withFurtherProviders(environment) { deployment in
                for (name, path) in paths {
                    let model = AskedModel(name, ModelName.unique())
                    let response = try await model.ask(.generation, of: deployment)
                    guard ["/v1", ""].contains(path) else {
                        // The simulator has nothing at this place, and says where it was looked for.
                        try response.expectError(500, "POST \(path)/chat/completions")
                        #expect(response.header("X-Provider") == name)
                        #expect(response.header("X-Provider-Status") == "404")
                        continue
                    }
                    #expect(response.status == 200, "\(response.text)")
                    let request = try await Shared.deployment.simulator.request(model: model.name)
                    #expect(request.path == path + "/chat/completions")
                    #expect(request.authorization == "Bearer further-key-of-\(name)-5d7e9f")
                }
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func aServerOfOnesOwnMayLoadAModel() async throws {
            let environment = ["GATEWAY_PROVIDERS": "my-server", "MY_SERVER_BASE_URL": "SIMULATOR"]
            try await withFurtherProviders(environment) { deployment in
                let model = AskedModel("my-server", ModelName.unique("fault=loading,loads=2"))
                let response = try await model.ask(.generation, of: deployment)
                #expect(response.status == 200, "\(response.text)")
                #expect(try await model.received().count == 3)
            }
        }

        /// What the services add to OpenAI's dialect.
        @Test(
            .timeLimit(.minutes(1)),
            arguments: [
                "comments=on,finish-twice=on,usage=finish", "eol=crlf,comments=on,role=every", "array=on,role=none",
                "reasoning=3,reasoning-in=reasoning_content,comments=inside", "usage=every,finish-in=last",
            ]
        )
        func theirFormsAreRead(_ keys: String) async throws {
            let model = AskedModel(.mistral, keys: keys)
            let final = try #require(try await model.stream().finalChunk)
            #expect(final.text == SimulatorText.standard)
            let usage = TokenUsage(prompt: 5, completion: keys.contains("reasoning") ? 11 : 8)
            #expect(final.usage == usage)
            let answer = try await model.ask(.generation).decode(GenerationAnswer.self)
            #expect(answer.content == SimulatorText.standard)
            #expect(answer.usage == usage)
            #expect(try await model.received().allSatisfy { $0.maxTokens == 4_096 && $0.temperature == 0.2 })
        }

        @Test(.timeLimit(.minutes(1)))
        func theirClassificationHasASchema() async throws {
            let model = AskedModel(.mistral, keys: "choose=2,array=on")
            let answer = try await model.ask(.classification).decode(ClassificationAnswer.self)
            #expect(answer.content == AskedModel.classes[1])
            #expect(try await model.received().map(\.responseFormat?.type) == ["json_schema"])
        }

        @Test(.timeLimit(.minutes(1)), arguments: [["check"], ["serve"], []])
        func anUnknownNameWithoutURLStopsTheStart(_ command: [String]) async throws {
            let environment = [
                "GATEWAY_LISTEN": "127.0.0.1:0", "GATEWAY_PROVIDERS": "mistral,my-server,another",
                "ANOTHER_API_KEY": "another-s3cret-1",
            ]
            let process = try await GatewayProgram.run(command, environment: environment)
            #expect(process.exitStatus == .exited(78), "\(process.report)")
            #expect(process.standardOutput.lines.isEmpty)
            let lines = process.standardError.lines
            #expect(lines.count == 2, "\(process.report)")
            for name in ["my-server", "another"] {
                let variable = name.uppercased().replacing("-", with: "_") + "_BASE_URL"
                #expect(lines.contains { $0.contains(variable) && $0.contains("lists \(name)") })
            }
            #expect(!process.standardError.text.contains("s3cret"))
        }
    }
}
