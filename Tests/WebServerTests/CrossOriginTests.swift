// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import Testing

extension WebServerTests {
    /// What a web server answers by itself, to a page of another origin.
    @Suite struct CrossOriginTests {
        private static let origin = "https://app.example.com"
        private static let environment = ["GATEWAY_ALLOWED_ORIGINS": "\(origin),http://localhost:3000"]

        /// Those that can name the origin in their own errors as well; docs/other-servers.md says why the others cannot.
        @Test(.timeLimit(.minutes(1)), arguments: [PrintedServer.nginx, .apache, .haproxy])
        func aPageMayReadWhyTheGatewayIsAway(_ server: PrintedServer) async throws {
            try await withServer(server, environment: Self.environment) { gateway in
                let client = gateway.client
                var request = Ask(headers: [("Origin", Self.origin)]).generation("demo")
                // The gateway's own answer names it once.
                let answer = try await client.send(request)
                #expect(answer.status == 200)
                #expect(answer.head.headers.count { $0.name.lowercased() == "access-control-allow-origin" } == 1)
                try #require(gateway.gateway).send(.kill)
                _ = try await gateway.gateway?.waitForExit()

                let away = try await client.send(request)
                #expect(away.status == 503)
                #expect(away.header("Access-Control-Allow-Origin") == Self.origin)
                #expect(away.header("Vary")?.contains("Origin") == true)
                request.headers = [("Origin", "https://other.example.com")]
                let other = try await client.send(request)
                #expect(other.status == 503)
                #expect(other.header("Access-Control-Allow-Origin") == nil)
                #expect(other.header("Vary")?.contains("Origin") == true)
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func nginxAnswersPreflightsMeanwhile() async throws {
            try await withServer(.nginx, environment: Self.environment) { gateway in
                try #require(gateway.gateway).send(.kill)
                _ = try await gateway.gateway?.waitForExit()
                let asked = [
                    ("Origin", Self.origin), ("Access-Control-Request-Method", "POST"),
                    ("Access-Control-Request-Headers", "content-type,traceparent"),
                ]
                let preflight = try await gateway.client.send(TestRequest("OPTIONS", "/llm/generation", headers: asked))
                #expect(preflight.status == 204)
                #expect(preflight.header("Access-Control-Allow-Origin") == Self.origin)
                #expect(preflight.header("Access-Control-Allow-Headers") == "content-type,traceparent")
                #expect(preflight.header("Access-Control-Allow-Methods")?.contains("POST") == true)
                let foreign = [("Origin", "https://app.example.com.evil"), ("Access-Control-Request-Method", "POST")]
                let refused = try await gateway.client.send(TestRequest("OPTIONS", "/llm/generation", headers: foreign))
                #expect(refused.status == 503)
                #expect(refused.header("Access-Control-Allow-Origin") == nil)
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func nginxsOwnLimitOfBodiesIsReadable() async throws {
            let environment = Self.environment.merging(["GATEWAY_MAX_BODY": "1000"]) { $1 }
            try await withServer(.nginx, environment: environment) { gateway in
                var request = Ask(headers: [("Origin", "http://localhost:3000")]).generation("demo")
                request.body = [UInt8](repeating: 0x20, count: 3 << 20)
                let response = try await gateway.client.send(request)
                #expect(response.status == 413)
                #expect(response.text.contains("too large for this server"))
                #expect(response.header("Access-Control-Allow-Origin") == "http://localhost:3000")
                #expect(response.header("Cache-Control") == "no-store")
                #expect(response.header("X-Content-Type-Options") == "nosniff")
            }
        }
    }
}
