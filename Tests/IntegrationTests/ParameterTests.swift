// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import Testing

extension IntegrationTests {
    /// The parameters of a generation.
    @Suite(.deployment([.closed], environment: ["OPENAI_API_KEY": "", "GROQ_API_KEY": "", "GOOGLE_API_KEY": ""]))
    struct ParameterTests {
        /// A body, and what must be in the message.
        struct Fault: Sendable, CustomTestStringConvertible {
            let body: String
            let message: [String]

            init(_ body: String, _ message: String...) {
                self.body = body
                self.message = message
            }

            var testDescription: String { String(body.prefix(80)) }
        }

        private static let rest = #""model":"local/demo","user_prompt":"Hello""#

        static let modelFaults = [
            Fault(#"{"user_prompt":"Hello"}"#, "model", "nothing"),
            Fault(#"{"model":null,"user_prompt":"Hello"}"#, "model", "null"),
            Fault(#"{"model":7,"user_prompt":"Hello"}"#, "model", "7"),
            Fault(#"{"model":["local/demo"],"user_prompt":"Hello"}"#, "model", "array"),
            Fault(#"{"model":"","user_prompt":"Hello"}"#, "model", "provider/name"),
            Fault(#"{"model":"demo","user_prompt":"Hello"}"#, "model", "provider/name", "demo"),
            Fault(#"{"model":"/demo","user_prompt":"Hello"}"#, "model", "provider/name"),
            Fault(#"{"model":"local/","user_prompt":"Hello"}"#, "model", "provider/name"),
            Fault(
                #"{"model":"nobody/demo","user_prompt":"Hello"}"#,
                "model",
                "nobody",
                "openai",
                "groq",
                "google",
                "local"
            ),
            Fault(#"{"model":"openai/gpt-4o","user_prompt":"Hello"}"#, "openai", "OPENAI_API_KEY"),
            Fault(#"{"model":"groq/a/b","user_prompt":"Hello"}"#, "groq", "GROQ_API_KEY"),
            Fault(#"{"model":"google/gemini-pro","user_prompt":"Hello"}"#, "google", "GOOGLE_API_KEY"),
        ]

        static let promptFaults = [
            Fault(#"{"model":"local/demo"}"#, "user_prompt"),
            Fault(#"{"model":"local/demo","user_prompt":null,"prompt":null}"#, "user_prompt"),
            Fault(#"{"model":"local/demo","user_prompt":"","prompt":""}"#, "user_prompt"),
            Fault(#"{"model":"local/demo","user_prompt":7}"#, "user_prompt", "string", "7"),
            Fault(#"{"model":"local/demo","user_prompt":["Hello"]}"#, "user_prompt", "string", "array"),
            Fault(#"{"model":"local/demo","user_prompt":{"a":1}}"#, "user_prompt", "string", "object"),
            Fault(#"{"model":"local/demo","user_prompt":true}"#, "user_prompt", "string"),
            Fault(#"{"model":"local/demo","user_prompt":"Hello","prompt":false}"#, "prompt", "string"),
            Fault(#"{"model":"local/demo","user_prompt":"Hello","prompt":1.5}"#, "prompt", "string", "1.5"),
        ]

        static let temperatureFaults = [
            Fault(
                #"{\#(rest),"temperature":1.7}"#,
                "temperature: expected a number between 0.0 and 1.0, got 1.7"
            ),
            Fault(#"{\#(rest),"temperature":-0.1}"#, "temperature", "-0.1"),
            Fault(#"{\#(rest),"temperature":1.0000001}"#, "temperature", "1.0000001"),
            Fault(#"{\#(rest),"temperature":2}"#, "temperature", "2"),
            Fault(#"{\#(rest),"temperature":1e400}"#, "temperature"),
            Fault(#"{\#(rest),"temperature":"0.5"}"#, "temperature", "string"),
            Fault(#"{\#(rest),"temperature":true}"#, "temperature"),
            Fault(#"{\#(rest),"temperature":null}"#, "temperature", "null"),
            Fault(#"{\#(rest),"temperature":[]}"#, "temperature", "array"),
            Fault(#"{\#(rest),"temperature":NaN}"#),
            Fault(#"{\#(rest),"temperature":Infinity}"#),
        ]

        static let tokenFaults = [
            Fault(#"{\#(rest),"max_tokens":0}"#, "max_tokens", "1", "32768", "0"),
            Fault(#"{\#(rest),"max_tokens":-1}"#, "max_tokens", "-1"),
            Fault(#"{\#(rest),"max_tokens":32769}"#, "max_tokens", "32769"),
            Fault(#"{\#(rest),"max_tokens":1e30}"#, "max_tokens", "1e30"),
            Fault(#"{\#(rest),"max_tokens":150.5}"#, "max_tokens", "150.5"),
            Fault(#"{\#(rest),"max_tokens":"150"}"#, "max_tokens", "string"),
            Fault(#"{\#(rest),"max_tokens":null}"#, "max_tokens", "null"),
            Fault(#"{\#(rest),"max_tokens":false}"#, "max_tokens"),
            Fault(#"{\#(rest),"max_tokens":{}}"#, "max_tokens", "object"),
            Fault(#"{\#(rest),"max_tokens":99999999999999999999999999}"#, "max_tokens"),
        ]

        static let severalFaults = [
            Fault(
                #"{"model":"nobody/demo","prompt":1,"user_prompt":2,"temperature":3,"max_tokens":0.5}"#,
                "model",
                "; prompt:",
                "user_prompt",
                "temperature",
                "max_tokens"
            ),
            Fault(#"{"temperature":"warm","max_tokens":"many"}"#, "model", "temperature", "max_tokens"),
            Fault(
                #"{"model":"openai/gpt-4o","user_prompt":"Hello","temperature":9}"#,
                "OPENAI_API_KEY",
                "temperature"
            ),
            // The last of two keys counts.
            Fault(#"{\#(rest),"temperature":0.5,"temperature":5}"#, "temperature", "5"),
            Fault(#"{\#(rest),"model":"nobody/demo"}"#, "nobody"),
        ]

        @Test(
            .timeLimit(.minutes(1)),
            arguments: modelFaults + promptFaults + temperatureFaults + tokenFaults + severalFaults
        )
        func faultsAreNamed(_ fault: Fault) async throws {
            let client = try Shared.deployment.client()
            let plain = try await client.send(.post("/llm/generation", fault.body))
            let message = try plain.expectError(400)
            for part in fault.message { #expect(message.contains(part)) }
            let stream = try await client.send(.post("/llm/generation/stream", fault.body))
            try stream.expectError(400)
            #expect(stream.body == plain.body)
        }

        @Test(
            .timeLimit(.minutes(1)),
            arguments: [
                Fault(#"{"model":"local/demo","temperature":7}"#, "temperature", "user_prompt"),
                Fault(#"{"model":"nobody/demo"}"#, "nobody", "user_prompt"),
                Fault(#"{"model":"local/demo","prompt":"","max_tokens":0}"#, "max_tokens", "user_prompt"),
            ]
        )
        func missingPromptsAreNamedWithTheOtherFaults(_ fault: Fault) async throws {
            let response = try await Shared.deployment.client().send(.post("/llm/generation", fault.body))
            let message = try response.expectError(400)
            for part in fault.message { #expect(message.contains(part)) }
        }

        @Test(
            .timeLimit(.minutes(1)),
            arguments: [
                #"{\#(rest)}"#, #"{\#(rest),"temperature":0}"#, #"{\#(rest),"temperature":1}"#,
                #"{\#(rest),"temperature":0.0,"max_tokens":1}"#, #"{\#(rest),"temperature":1.0,"max_tokens":32768}"#,
                #"{\#(rest),"temperature":5e-1}"#, #"{\#(rest),"max_tokens":150.0}"#, #"{\#(rest),"max_tokens":1.5e2}"#,
                #"{\#(rest),"prompt":null}"#, #"{\#(rest),"prompt":""}"#,
                #"{"model":"local/demo","prompt":"Be brief","user_prompt":null}"#,
                #"{"model":"local/demo","prompt":"Be brief"}"#, #"{"model":"LOCAL/demo","user_prompt":"Hello"}"#,
                #"{\#(rest),"stream":true,"classes":7,"top_p":{"a":[1,2,{"b":null}]},"":""}"#,
                #"{"model":7,\#(rest)}"#, #"{\#(rest),"temperature":5,"temperature":0.5}"#,
                "\n\t { \"model\" : \"local/demo\" ,\r\n \"user_prompt\":\"Hello\" } \n",
                #"{"mod\u0065l":"local\/demo","user_prompt":"\u0048ello"}"#,
            ]
        )
        func whatIsRightIsAccepted(_ body: String) async throws {
            let client = try Shared.deployment.client()
            let response = try await client.send(.post("/llm/generation", body))
            #expect(response.status == 200, "\(response.text)")
            #expect(try response.decode(GenerationAnswer.self).content == SimulatorText.standard)
        }

        @Test(.timeLimit(.minutes(1)))
        func numbersReachTheProvider() async throws {
            let deployment = try Shared.deployment
            let model = ModelName.unique()
            let body = #"{"model":"local/\#(model)","user_prompt":"Hello","temperature":5e-1,"max_tokens":1.5e2}"#
            #expect(try await deployment.client().send(.post("/llm/generation", body)).status == 200)
            let received = try await deployment.simulator.request(model: model).decodeBody(ReceivedChat.self)
            #expect(received.temperature == 0.5)
            #expect(received.maxTokens == 150)
        }
    }
}
