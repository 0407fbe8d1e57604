// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import Testing

extension IntegrationTests {
    /// The errors of local servers, in the forms that each has of its own.
    @Suite(.deployment([.closed], environment: TestedProvider.environment))
    struct LocalServerErrorTests {
        /// What a server does, and what the caller is told.
        struct Failure: Sendable, CustomTestStringConvertible {
            let server: LocalServer
            let keys: String
            let status: String
            let message: String

            init(_ server: LocalServer, _ keys: String, _ status: String, _ message: String) {
                self.server = server
                self.keys = keys
                self.status = status
                self.message = message
            }

            var testDescription: String { "\(server.rawValue),\(keys)" }
        }

        private static let noContext = "exceeds the available context size"
        private static let usual = "The server had an error"

        static let failures = [
            Failure(.ollama, "status=404", "404", "The model does not exist."),
            Failure(.ollama, "status=500,error-form=string,message=model_requires_more_memory", "500", "more memory"),
            Failure(.llamacpp, "key=another", "401", "Invalid API Key"),
            Failure(.llamacpp, "status=500,message=out_of_memory", "500", "out of memory"),
            Failure(.llamacpp, "context=3", "400", noContext),
            Failure(.llamabox, "context=3", "400", noContext),
            Failure(
                .llamacpp,
                "status=500,type=exceed_context_size_error,message=the_request_exceeds_the_available_context_size",
                "500",
                noContext
            ),
            // Some builds say it with a status of success.
            Failure(
                .llamacpp,
                "fault=error-body,message=the_request_exceeds_the_available_context_size",
                "500",
                noContext
            ),
            Failure(.vllm, "key=another", "401", "Unauthorized"),
            Failure(.vllm, "status=404", "404", "The model does not exist."),
            Failure(.vllm, "status=400,error-form=object-error,message=older_release", "400", "older release"),
            Failure(.vllm, "fault=error-body,error-form=object-error", "500", usual),
            Failure(.lmstudio, "status=400,message=No_models_loaded", "400", "No models loaded"),
            Failure(
                .lmstudio,
                "fault=error-body,message=Unexpected_endpoint_or_method",
                "200",
                "Unexpected endpoint or method"
            ),
            Failure(.lmstudio, "key=another", "401", "Incorrect API key provided"),
            Failure(.llamaCppPython, "status=500,error-form=detail,message=out_of_memory", "500", "out of memory"),
            Failure(.llamaCppPython, "status=422,error-form=detail-list,message=wrong_role", "422", "wrong role"),
            Failure(.ollama, "status=503,error-form=html", "503", "answered with status 503"),
        ]

        @Test(.timeLimit(.minutes(1)), arguments: failures)
        func theMessageIsFound(_ failure: Failure) async throws {
            for way in AskedModel.Way.allCases {
                let model = failure.server.model(failure.keys)
                let message = try await model.ask(way).expectErrorOf(.local, status: failure.status)
                #expect(message.contains(failure.message), "\(message)")
                #expect(!message.contains("{"))
                #expect(try await model.received().count == 1)
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func theContextOfLlamaCppPythonIsExceededWithoutAnotherCall() async throws {
            for way in [AskedModel.Way.generation, .stream, .summarization] {
                let model = LocalServer.llamaCppPython.model("context=3")
                #expect(try await model.ask(way).expectErrorOf(.local, status: "400").contains(Self.noContext))
                #expect(try await model.received().count == 1)
            }
        }

        /// What each server writes into a stream when it fails.
        static let lateFailures = [
            // It shows an empty delta, and says nothing.
            Failure(.ollama, "fault=error-event", "truncated", "ended the answer before it was complete"),
            Failure(.llamacpp, "fault=error-event", "500", usual),
            // A line whose field name is `error`.
            Failure(.llamabox, "fault=error-event", "500", usual),
            Failure(.llamacpp, "fault=error-field", "500", usual),
            Failure(.vllm, "fault=error-event", "500", usual),
            Failure(.lmstudio, "fault=error-event", "200", usual),
            Failure(.lmstudio, "fault=error-string", "200", usual),
            Failure(.llamaCppPython, "fault=error-event", "200", usual),
        ]

        @Test(.timeLimit(.minutes(1)), arguments: lateFailures)
        func aFailureInAStreamIsTold(_ failure: Failure) async throws {
            let message = try await failure.server.model(failure.keys).ask(.stream)
                .expectErrorOf(.local, status: failure.status)
            #expect(message.contains(failure.message), "\(message)")
            let result = try await failure.server.model(failure.keys + "@3").stream()
            #expect(result.chunks.map(\.text) == ["The ", "quick ", "brown "])
            #expect(result.finalChunk == nil)
            #expect(try #require(result.error).contains(failure.message))
        }
    }
}
