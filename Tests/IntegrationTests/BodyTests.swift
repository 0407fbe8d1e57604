// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import Testing

extension IntegrationTests {
    /// Bodies that are no JSON object, or too large.
    @Suite(.deployment())
    struct BodyTests {
        private static let paths = ["/llm/generation", "/llm/generation/stream"]

        static let faults: [[UInt8]] = [
            [], Array(" \n".utf8), Array("Hello".utf8), Array("[]".utf8), Array(#"[{"model":"local/demo"}]"#.utf8),
            Array("null".utf8), Array("7".utf8), Array(#""text""#.utf8), Array("{".utf8),
            Array(#"{"model":"local/demo","user_prompt":"Hel"#.utf8), Array(#"{"model":"local/demo","#.utf8),
            Array(#"{"model":"local/demo","user_prompt":"Hello"}}"#.utf8),
            Array(#"{"model":"local/demo","user_prompt":"Hello"} x"#.utf8),
            Array(#"{'model':'local/demo'}"#.utf8), Array(#"{"model":"local/demo","user_prompt":"Hello",}"#.utf8),
            Array(#"{"model":"local/demo","user_prompt":"line"#.utf8) + [0x0A] + Array(#"break"}"#.utf8),
            // Not UTF-8: a lone continuation byte, a surrogate, an overlong slash, Latin-1.
            Array(#"{"model":"local/demo","user_prompt":""#.utf8) + [0x80] + Array(#""}"#.utf8),
            Array(#"{"model":"local/demo","user_prompt":""#.utf8) + [0xED, 0xA0, 0x80] + Array(#""}"#.utf8),
            Array(#"{"model":"local/demo","user_prompt":""#.utf8) + [0xC0, 0xAF] + Array(#""}"#.utf8),
            Array(#"{"model":"local/demo","ignored":"caf"#.utf8) + [0xE9] + Array(#""}"#.utf8),
            [0xFF, 0xFE, 0x7B, 0x00, 0x7D, 0x00],
        ]

        @Test(.timeLimit(.minutes(1)), arguments: ConnectionMode.allCases, faults)
        func whatIsNoJSONObjectIsRefused(_ mode: ConnectionMode, _ body: [UInt8]) async throws {
            let client = try Shared.deployment.client(mode)
            for path in Self.paths {
                try await client.send(TestRequest("POST", path, body: body)).expectError(400, "request body")
            }
        }

        @Test(.timeLimit(.minutes(1)), arguments: [(62, true), (63, true), (64, false), (5_000, false)])
        func nestingHasALimit(_ depth: Int, _ isAccepted: Bool) async throws {
            // The object itself is the first level.
            let nested = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
            let body = #"{"model":"local/demo","user_prompt":"Hello","ignored":\#(nested)}"#
            let response = try await Shared.deployment.client().send(.post("/llm/generation", body))
            if isAccepted {
                #expect(response.status == 200, "\(response.text)")
            } else {
                try response.expectError(400, "64")
            }
        }

        @Test(.timeLimit(.minutes(1)), arguments: ["text/plain", "application/x-www-form-urlencoded", "", nil])
        func otherMediaTypesAreTolerated(_ type: String?) async throws {
            var request = try GenerationRequest("local/demo").plain
            request.headers = type.map { [("Content-Type", $0)] } ?? []
            #expect(try await Shared.deployment.client().send(request).status == 200)
        }

        @Test(.timeLimit(.minutes(1)), arguments: ConnectionMode.allCases)
        func aBodyInChunksIsRead(_ mode: ConnectionMode) async throws {
            var request = try GenerationRequest("local/demo").plain
            request.headers.append(("Transfer-Encoding", "chunked"))
            let response = try await Shared.deployment.client(mode).send(request)
            #expect(response.status == 200, "\(response.text)")
        }

        @Test(.timeLimit(.minutes(2)), arguments: ConnectionMode.allCases)
        func aBodyOverTheLimitIsRefused(_ mode: ConnectionMode) async throws {
            let client = try Shared.deployment.client(mode)
            for path in Self.paths {
                let response = try await client.send(TestRequest("POST", path, body: Self.body(17 << 20)))
                try response.expectError(413, "request body", "16777216")
            }
            // The connection to the gateway is of use afterwards.
            #expect(try await client.send(.get("/")).status == 200)
        }

        @Test(.timeLimit(.minutes(2)))
        func aBodyBelowTheLimitIsRead() async throws {
            let client = try Shared.deployment.client()
            let response = try await client.send(TestRequest("POST", "/llm/generation", body: Self.body(16 << 20)))
            #expect(response.status == 200, "\(response.text.prefix(300))")
            try await client.send(TestRequest("POST", "/llm/generation", body: Self.body((16 << 20) + 1))).expectError(
                413
            )
        }

        @Test(.timeLimit(.minutes(1)), arguments: ConnectionMode.allCases)
        func aBodyOverTheWebServersLimitIsRefusedByIt(_ mode: ConnectionMode) async throws {
            let body = [UInt8](repeating: 0x20, count: 33 << 20)
            let request = TestRequest("POST", "/llm/generation", body: body)
            try await Shared.deployment.client(mode).send(request).expectError(413, "request body")
        }

        /// A body of so many bytes that is a correct request.
        private static func body(_ count: Int) -> [UInt8] {
            let start = Array(#"{"model":"local/demo","user_prompt":""#.utf8)
            let end = Array(#""}"#.utf8)
            return start + [UInt8](repeating: UInt8(ascii: "a"), count: count - start.count - end.count) + end
        }
    }
}
