// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import Testing

extension IntegrationTests {
    /// Everything that can go wrong at the provider, in an answer in one piece and in a stream.
    ///
    /// The log level is the most talkative there is: what is never to be written is not written there either.
    @Suite(
        .deployment(
            environment: [
                "GATEWAY_FIRST_BYTE_TIMEOUT": "0.5", "GATEWAY_IDLE_TIMEOUT": "0.5", "GATEWAY_LOG_LEVEL": "trace",
            ]
        )
    )
    struct ProviderFaultTests {
        /// What the simulator does, what `X-Provider-Status` must be, and what must be in the message.
        struct Fault: Sendable, CustomTestStringConvertible {
            let keys: String
            let status: String
            let message: [String]

            init(_ keys: String, _ status: String, _ message: String...) {
                self.keys = keys
                self.status = status
                self.message = message
            }

            var testDescription: String { keys }
        }

        /// Faults that come before any text, the same for both ways to ask.
        static let early = [
            Fault("fault=hang", "timeout", "0.5 s"),
            Fault("fault=stall", "timeout", "0.5 s"),
            Fault("fault=slow-headers", "timeout", "0.5 s"),
            Fault("fault=reset", "truncated"),
            Fault("fault=cut", "truncated"),
            Fault("fault=html", "invalid-response", "HTML"),
            Fault("fault=error-body", "200", "The server had an error"),
            Fault("fault=error-event", "200", "The server had an error"),
            Fault("fault=error-event,error-form=string", "200", "The server had an error"),
            Fault("fault=error-string", "200", "The server had an error"),
            Fault("fault=error-field", "200", "The server had an error"),
            Fault("fault=garbage", "invalid-response"),
            Fault("fault=refusal", "200", "refused", "I'm sorry, but I can't help with that."),
            Fault("fault=empty", "200", "empty"),
            Fault("fault=empty-length", "200"),
            Fault("chunks=0,finish=content_filter", "200", "content_filter"),
            Fault("chunks=0,finish=tool_calls", "200", "tool"),
            Fault("status=400,message=this_is_wrong", "400", "this is wrong"),
            Fault("status=403", "403", "not allowed"),
            Fault("status=404", "404", "does not exist"),
            Fault("status=413", "413", "too large"),
            Fault("status=500", "500", "The server had an error"),
            Fault("status=503", "503", "overloaded"),
            Fault("status=599,error-form=empty", "599"),
            Fault("status=302", "302"),
            Fault("status=422,error-form=detail-list,message=wrong_field", "422", "wrong field"),
            Fault("status=400,error-form=detail,message=wrong_field", "400", "wrong field"),
            Fault("status=400,error-form=string,message=wrong_field", "400", "wrong field"),
            Fault("status=400,error-form=array,message=wrong_field", "400", "wrong field"),
            Fault("status=400,error-form=message,message=wrong_field", "400", "wrong field"),
            Fault("status=400,error-form=nested,message=wrong_field", "400", "wrong field"),
            Fault("status=400,error-form=number-code,message=wrong_field", "400", "wrong field"),
            Fault("status=400,error-form=object-error,message=wrong_field", "400", "wrong field"),
            Fault("status=502,error-form=html", "502"),
            Fault("unknown-key=1", "400", "unknown-key"),
        ]

        @Test(.timeLimit(.minutes(2)), arguments: ConnectionMode.allCases, early)
        func aFaultBeforeTheTextHasAStatus(_ mode: ConnectionMode, _ fault: Fault) async throws {
            let client = try Shared.deployment.client(mode)
            let request = GenerationRequest("local/\(ModelName.unique(fault.keys))")
            for request in [try request.plain, try request.stream] {
                try Self.check(try await client.send(request), fault)
            }
        }

        private static func check(_ response: TestResponse, _ fault: Fault, _ provider: String = "local") throws {
            let message = try response.expectError(500, provider)
            #expect(response.header("X-Provider") == provider)
            #expect(response.header("X-Provider-Status") == fault.status)
            #expect(response.header("Cache-Control") == "no-store")
            for part in fault.message { #expect(message.contains(part)) }
            #expect(!message.contains("<"))
        }

        @Test(.timeLimit(.minutes(1)))
        func anAnswerWithoutBodyIsNone() async throws {
            let client = try Shared.deployment.client()
            let document = GenerationRequest("openai/\(ModelName.unique("fault=close"))")
            try Self.check(try await client.send(try document.plain), Fault("", "invalid-response", "empty"), "openai")
            let stream = GenerationRequest("local/\(ModelName.unique("fault=close"))")
            try Self.check(try await client.send(try stream.plain), Fault("", "truncated"))
            try Self.check(try await client.send(try stream.stream), Fault("", "truncated"))
        }

        /// Faults of an answer in one piece whose first half came.
        static let halves = [
            Fault("fault=stall@4", "timeout"), Fault("fault=reset@4", "truncated"), Fault("fault=cut@4", "truncated"),
            Fault("fault=close@4", "truncated"), Fault("fault=stall@finish", "timeout"),
            Fault("fault=cut@4,encoding=chunked", "truncated"), Fault("fault=cut@4,encoding=close", "truncated"),
        ]

        @Test(.timeLimit(.minutes(1)), arguments: halves)
        func halfAnAnswerIsNone(_ fault: Fault) async throws {
            for provider in ["openai", "local"] {
                // What was finished in a stream is whole, however it goes on.
                if provider == "local", fault.keys.contains("@finish") { continue }
                let request = GenerationRequest("\(provider)/\(ModelName.unique(fault.keys))")
                try Self.check(try await Shared.deployment.client().send(try request.plain), fault, provider)
            }
        }

        /// The limit for the first byte, and that of silence, are half a second.
        @Test(.timeLimit(.minutes(1)))
        func aPlainAnswerMayTakeLongAsLongAsTheServerWrites() async throws {
            let client = try Shared.deployment.client()
            let slow = "chunks=12,interval=150"
            let local = try await client.send(try GenerationRequest("local/\(ModelName.unique(slow))").plain)
            #expect(local.status == 200, "\(local.text)")
            // A document is silent until its end, and so is a server that reads a long prompt.
            let late = try await client.send(try GenerationRequest("local/\(ModelName.unique("delay=900"))").plain)
            try Self.check(late, Fault("", "timeout", "no answer began"))
            let hosted = try await client.send(try GenerationRequest("openai/\(ModelName.unique("delay=900"))").plain)
            try Self.check(hosted, Fault("", "timeout", "no answer began"), "openai")
        }

        /// Faults of a stream that has begun; the status is not told any more.
        static let late = [
            Fault("fault=stall@4", "", "0.5 s"), Fault("fault=reset@4", ""), Fault("fault=close@4", ""),
            Fault("fault=cut@4", ""), Fault("fault=garbage@4", ""),
            Fault("fault=close@4,encoding=close", ""), Fault("fault=cut@4,encoding=close", ""),
            Fault("fault=error-event@4", "", "The server had an error"),
            Fault("fault=error-event-named@4", "", "The server had an error"),
            Fault("fault=error-string@4", "", "The server had an error"),
            Fault("fault=error-field@4", "", "The server had an error"),
            Fault("fault=bare-error@4", "", "The server had an error"),
            Fault("fault=error-event@4,message=out_of_memory", "", "out of memory"),
            Fault("chunks=4,finish=none", ""), Fault("chunks=4,finish=none,done=off", ""),
        ]

        @Test(.timeLimit(.minutes(1)), arguments: ConnectionMode.allCases, late)
        func aFaultAfterTextIsAnEvent(_ mode: ConnectionMode, _ fault: Fault) async throws {
            let client = try Shared.deployment.client(mode)
            let result = try await client.stream(GenerationRequest("local/\(ModelName.unique(fault.keys))"))
            #expect(result.chunks.map(\.text) == ["The ", "quick ", "brown ", "fox "])
            #expect(result.finalChunk == nil)
            let message = try #require(result.error)
            #expect(message.contains("local"))
            for part in fault.message { #expect(message.contains(part)) }
        }

        @Test(
            .timeLimit(.minutes(1)),
            arguments: ["fault=stall@finish", "fault=reset@finish", "fault=cut@finish", "fault=close@finish"]
        )
        func whatHappensAfterTheModelHadFinishedDoesNoHarm(_ keys: String) async throws {
            let request = GenerationRequest("local/\(ModelName.unique(keys))")
            let result = try await Shared.deployment.client().stream(request)
            #expect(result.finalChunk?.text == SimulatorText.standard)
        }

        @Test(
            .timeLimit(.minutes(1)),
            arguments: [("retry-after=7", "7"), ("retry-after-ms=1500", "2"), ("code=x", nil)]
        )
        func aWaitThatTheProviderAsksForIsPassedOn(_ keys: String, _ seconds: String?) async throws {
            let request = GenerationRequest("local/\(ModelName.unique("status=429,\(keys)"))")
            for request in [try request.plain, try request.stream] {
                let response = try await Shared.deployment.client().send(request)
                try Self.check(response, Fault(keys, "429"))
                #expect(response.header("Retry-After") == seconds)
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func aModelThatIsBeingLoadedIsThereAMomentLater() async throws {
            let client = try Shared.deployment.client()
            let request = GenerationRequest("local/\(ModelName.unique("fault=loading,loads=1"))")
            let first = try await client.send(try request.plain)
            if first.status != 200 {
                try Self.check(first, Fault("", "503", "Loading model"))
                #expect(try await client.send(try request.plain).status == 200)
            }
        }

        @Test(
            .timeLimit(.minutes(1)),
            arguments: ["openai", "groq"],
            [
                "status=401,echo-key=on", "status=400,echo-key=on,message=bad_key", "key=another-key",
                "status=401,echo-key=on,error-form=string", "status=401,echo-key=on,error-form=html",
                "status=500,echo-key=on,error-form=nested", "fault=error-body,echo-key=on",
                "fault=error-event,echo-key=on", "fault=error-event@4,echo-key=on",
            ]
        )
        func keysAreTakenOutOfMessages(_ provider: String, _ keys: String) async throws {
            let deployment = try Shared.deployment
            let key = try #require(deployment.environment["\(provider.uppercased())_API_KEY"])
            let request = GenerationRequest("\(provider)/\(ModelName.unique(keys))")
            for request in [try request.plain, try request.stream] {
                let response = try await deployment.client().send(request)
                #expect(response.text.contains(#""status":"error""#))
                let everything = response.text + response.head.headers.map { "\($0.name): \($0.value)\n" }.joined()
                #expect(!everything.contains(key))
                // No longer part of it either.
                #expect(!everything.contains(key.suffix(12)))
                #expect(!everything.contains(key.dropFirst(3).prefix(12)))
            }
            try deployment.checkSecrets()
        }

        @Test(.timeLimit(.minutes(1)))
        func afterAllThatNothingIsLeftOpen() async throws {
            let deployment = try Shared.deployment
            let client = try deployment.client()
            #expect(try await client.send(try GenerationRequest("local/demo").plain).status == 200)
            try await deployment.simulator.waitUntilIdle()
            let before = try deployment.descriptors
            for fault in Self.early + Self.late + Self.halves {
                let request = GenerationRequest("local/\(ModelName.unique(fault.keys))")
                _ = try await client.send(try request.stream)
            }
            #expect(try await client.send(try GenerationRequest("local/demo").plain).status == 200)
            try await deployment.simulator.waitUntilIdle()
            // Connections to the provider may be kept; there are two event loops or so.
            try await deployment.waitForDescriptors(before, tolerance: 4)
            #expect(deployment.gateway.exitStatus == nil)
        }
    }
}
