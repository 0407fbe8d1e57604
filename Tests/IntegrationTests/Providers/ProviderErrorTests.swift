// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import Testing

extension IntegrationTests {
    /// Every provider with every kind of error, for an answer in one piece, a stream, and the two other tasks.
    @Suite(
        .deployment(
            [.closed],
            environment: TestedProvider.environment.merging([
                "GATEWAY_FIRST_BYTE_TIMEOUT": "0.5", "GATEWAY_IDLE_TIMEOUT": "0.5", "GATEWAY_LOG_LEVEL": "trace",
            ]) { $1 }
        )
    )
    struct ProviderErrorTests {
        private static let classes = [TaskRequest.Class("a", "A thing"), .init("b", "Another thing")]

        /// All four ways to ask a model.
        private func requests(_ provider: TestedProvider, _ keys: String) throws -> [TestRequest] {
            let generation = GenerationRequest("\(provider.rawValue)/\(provider.model(keys))")
            let classification = TaskRequest("\(provider.rawValue)/\(provider.model(keys))", "x", classes: Self.classes)
            let summarization = TaskRequest("\(provider.rawValue)/\(provider.model(keys))", "x")
            return [
                try generation.plain, try generation.stream, try classification.classification,
                try summarization.summarization,
            ]
        }

        @Test(
            .timeLimit(.minutes(2)),
            arguments: TestedProvider.allCases,
            [400, 401, 402, 403, 404, 408, 413, 422, 429, 498, 500, 502, 503, 504, 529]
        )
        func aStatusIsPassedOn(_ provider: TestedProvider, _ status: Int) async throws {
            for request in try requests(provider, "status=\(status),message=of_the_provider") {
                let response = try await Shared.deployment.client().send(request)
                let message = try response.expectErrorOf(provider, status: String(status))
                #expect(message.contains("of the provider"))
            }
        }

        @Test(
            .timeLimit(.minutes(2)),
            arguments: TestedProvider.allCases,
            [
                ("fault=hang", "timeout"), ("fault=stall", "timeout"), ("fault=reset", "truncated"),
                ("fault=html", "invalid-response"), ("fault=error-body", "200"), ("fault=empty", "200"),
                ("fault=empty-length", "200"), ("fault=refusal", "200"), ("chunks=0,finish=content_filter", "200"),
                ("status=502,error-form=html", "502"), ("status=500,error-form=empty", "500"),
                ("status=400,error-form=array,message=inside", "400"),
            ]
        )
        func aFaultBeforeTheTextIsAnError(_ provider: TestedProvider, _ fault: (String, String)) async throws {
            for request in try requests(provider, fault.0) {
                let response = try await Shared.deployment.client().send(request)
                // Gemini's error object has a status of its own.
                let isGoogle = provider == .google && fault.0 == "fault=error-body"
                let message = try response.expectErrorOf(provider, status: isGoogle ? "503" : fault.1)
                #expect(!message.contains("<"))
            }
        }

        @Test(
            .timeLimit(.minutes(2)),
            arguments: TestedProvider.allCases,
            [
                "fault=stall@3", "fault=reset@3", "fault=close@3", "fault=cut@3", "fault=garbage@3",
                "fault=error-event@3", "fault=bare-error@3", "chunks=3,finish=none",
            ]
        )
        func aFaultAfterTextIsTheStreamsEnd(_ provider: TestedProvider, _ fault: String) async throws {
            let request = GenerationRequest("\(provider.rawValue)/\(provider.model(fault))")
            let result = try await Shared.deployment.client().stream(request)
            #expect(result.chunks.map(\.text) == ["The ", "quick ", "brown "])
            #expect(result.finalChunk == nil)
            #expect(try #require(result.error).contains(provider.rawValue))
        }

        @Test(.timeLimit(.minutes(1)), arguments: TestedProvider.allCases)
        func aWaitThatTheProviderAsksForIsPassedOn(_ provider: TestedProvider) async throws {
            for request in try requests(provider, "status=429,retry-after=7") {
                let response = try await Shared.deployment.client().send(request)
                try response.expectErrorOf(provider, status: "429")
                #expect(response.header("Retry-After") == "7")
            }
        }

        @Test(
            .timeLimit(.minutes(2)),
            arguments: TestedProvider.allCases,
            [
                "status=401,echo-key=on", "status=400,echo-key=on,error-form=string", "key=another-key",
                "status=500,echo-key=on,error-form=nested", "status=502,echo-key=on,error-form=html",
                "fault=error-body,echo-key=on", "fault=error-event@3,echo-key=on",
            ]
        )
        func keysAreTakenOutOfMessages(_ provider: TestedProvider, _ keys: String) async throws {
            let deployment = try Shared.deployment
            let key = try #require(deployment.environment[provider.keyVariable])
            for request in try requests(provider, keys) {
                let response = try await deployment.client().send(request)
                #expect(response.text.contains(#""status":"error""#))
                let everything = response.text + response.head.headers.map { "\($0.name): \($0.value)\n" }.joined()
                for offset in 0...key.count - 8 {
                    #expect(!everything.contains(key.dropFirst(offset).prefix(8)))
                }
            }
            try deployment.checkSecrets()
        }

        @Test(.timeLimit(.minutes(1)), arguments: TestedProvider.allCases)
        func aWrongKeyIsTheGatewaysNotTheCallers(_ provider: TestedProvider) async throws {
            // Gemini says 400 where the others say 401.
            let status = provider == .google ? "400" : "401"
            for request in try requests(provider, "key=another-key") {
                let response = try await Shared.deployment.client().send(request)
                let message = try response.expectErrorOf(provider, status: status)
                #expect(message.contains("rejected the gateway's key"))
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func afterAllThatEveryProviderAnswers() async throws {
            let deployment = try Shared.deployment
            try await deployment.simulator.waitUntilIdle()
            for provider in TestedProvider.allCases {
                let request = GenerationRequest("\(provider.rawValue)/\(provider.model())")
                #expect(try await deployment.client().send(try request.plain).status == 200)
            }
            #expect(deployment.gateway.exitStatus == nil)
        }
    }
}
