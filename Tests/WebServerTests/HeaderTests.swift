// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import Testing

extension WebServerTests {
    /// What a caller sends arrives, and what the gateway answers is not rewritten.
    @Suite struct HeaderTests {
        @Test(
            .timeLimit(.minutes(1)),
            arguments: PrintedServer.allCases,
            [CallerKey.header, (name: "Authorization", value: "Bearer \(CallerKey.value)")]
        )
        func theKeyArrives(_ server: PrintedServer, _ header: (name: String, value: String)) async throws {
            let client = try Servers.gateway(behind: server).client
            let ask = Ask(headers: [header])
            #expect(try await client.send(ask.get("/llm/providers")).status == 200)
            #expect(try await client.send(ask.generation("demo")).status == 200)
        }

        @Test(.timeLimit(.minutes(1)), arguments: PrintedServer.allCases)
        func errorsPassUnchanged(_ server: PrintedServer) async throws {
            let client = try Servers.gateway(behind: server).client
            let missing = try await client.send(Ask(headers: []).get("/llm/providers"))
            Self.expectError(missing, 401)
            #expect(missing.header("WWW-Authenticate") == "Bearer")
            for header in [("X-API-Key", "wrong"), ("Authorization", "Bearer wrong")] {
                let wrong = try await client.send(Ask(headers: [header]).get("/llm/providers"))
                Self.expectError(wrong, 401)
                #expect(wrong.body == missing.body)
            }
            Self.expectError(try await client.send(Ask().get("/llm/nothing")), 404)
            let method = try await client.send(Ask().get("/llm/generation"))
            Self.expectError(method, 405)
            #expect(method.header("Allow")?.contains("POST") == true)
            let busy = try await client.send(Ask().generation("busy,status=429,retry-after=7"))
            Self.expectError(busy, 500)
            #expect(busy.header("X-Provider-Status") == "429")
            #expect(busy.header("Retry-After") == "7")
        }

        private static func expectError(
            _ response: TestResponse,
            _ status: Int,
            sourceLocation: SourceLocation = #_sourceLocation
        ) {
            let text = response.text
            #expect(response.status == status, "\(text.prefix(300))", sourceLocation: sourceLocation)
            let type = response.header("Content-Type")
            #expect(type == "application/json; charset=utf-8", sourceLocation: sourceLocation)
            let isOurs =
                text.hasPrefix(#"{"status":"error","error":""#) && text.hasSuffix(#"","content":null,"usage":null}"#)
            #expect(isOurs, "\(text.prefix(300))", sourceLocation: sourceLocation)
        }
    }
}
