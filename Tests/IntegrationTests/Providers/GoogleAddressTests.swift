// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import Testing

extension IntegrationTests {
    /// Where Gemini's requests go, and what they are known by.
    @Suite(.deployment([.closed], environment: TestedProvider.environment))
    struct GoogleAddressTests {
        /// How a model's name begins, and how its path does.
        static let names = [
            ("gemini-2.5-flash-", "models/gemini-2.5-flash-"),
            ("models/gemini-2.5-flash-", "models/gemini-2.5-flash-"),
            ("tunedModels/my-tuned-", "tunedModels/my-tuned-"),
            ("publishers/google/models/", "models/publishers%2Fgoogle%2Fmodels%2F"),
            ("a b:c@d+e~f_g-", "models/a%20b%3Ac%40d%2Be~f_g-"),
            ("100%-", "models/100%25-"),
            ("%2F-", "models/%252F-"),
            ("../../v1-", "models/..%2F..%2Fv1-"),
            ("?x&y#z;-", "models/%3Fx%26y%23z%3B-"),
            ("ä日-", "models/%C3%A4%E6%97%A5-"),
            ("x:generateContent-", "models/x%3AgenerateContent-"),
        ]

        @Test(.timeLimit(.minutes(1)), arguments: names)
        func theNameIsOnePartOfThePath(_ name: (given: String, path: String)) async throws {
            let deployment = try Shared.deployment
            let word = ModelName.unique()
            let answer = try await deployment.client().askBothWays(GenerationRequest("google/\(name.given)\(word)"))
            #expect(answer.content == SimulatorText.standard)
            let seen = name.given.hasPrefix("models/") ? String(name.given.dropFirst(7)) : name.given
            let received = try await deployment.simulator.requests(model: seen + word)
            #expect(
                received.map(\.path) == [
                    "/v1beta/\(name.path)\(word):generateContent", "/v1beta/\(name.path)\(word):streamGenerateContent",
                ]
            )
            #expect(received.map(\.query) == [nil, "alt=sse"])
        }

        @Test(.timeLimit(.minutes(1)))
        func theKeyIsInItsHeaderAndNowhereElse() async throws {
            let deployment = try Shared.deployment
            let key = try #require(deployment.environment["GOOGLE_API_KEY"])
            let model = TestedProvider.google.model()
            _ = try await deployment.client().askBothWays(GenerationRequest("google/\(model)"))
            let received = try await deployment.simulator.requests(model: model)
            #expect(received.count == 2)
            for request in received {
                #expect(request.headers.filter { $0.value.contains(key) }.map(\.key) == ["x-goog-api-key"])
                #expect(request.authorization == nil)
                #expect(![request.path, request.query ?? "", request.body].joined().contains(key))
                #expect(request.headers["content-type"] == "application/json")
            }
        }

        @Test(.timeLimit(.minutes(1)), arguments: ["/v1beta", "/v1beta/"])
        func theBaseURLMayEndInASlash(_ path: String) async throws {
            let port = try Shared.deployment.simulator.port
            let configuration = DeploymentConfiguration(
                hasSimulator: false,
                environment: ["GOOGLE_BASE_URL": "http://127.0.0.1:\(port)\(path)"]
            )
            try await withGateway(configuration) { deployment in
                let response = try await deployment.client().send(try GenerationRequest("google/demo").plain)
                #expect(response.status == 200, "\(response.text)")
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func withoutAKeyItIsListedAndSaysWhichVariableToSet() async throws {
            try await withGateway(DeploymentConfiguration(environment: ["GOOGLE_API_KEY": ""])) { deployment in
                let client = try deployment.client()
                #expect(try await client.send(.get("/llm/providers")).text.contains(#""google""#))
                let request = GenerationRequest("google/\(TestedProvider.google.model())")
                for request in [try request.plain, try request.stream] {
                    try await client.send(request).expectError(400, "google", "GOOGLE_API_KEY")
                }
                #expect(try await deployment.simulator.statistics().requests == 0)
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func theOtherNameOfTheKeyDoesAsWell() async throws {
            let key = "AIza-integration-Gem1ni-58ac02d7e19f64b3"
            let environment = ["GOOGLE_API_KEY": "", "GEMINI_API_KEY": key]
            try await withGateway(DeploymentConfiguration(environment: environment)) { deployment in
                let model = TestedProvider.google.model()
                _ = try await deployment.client().send(try GenerationRequest("google/\(model)").plain)
                #expect(try await deployment.simulator.request(model: model).headers["x-goog-api-key"] == key)
            }
        }
    }
}
