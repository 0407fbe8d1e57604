// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import Testing

extension IntegrationTests {
    /// Paths, methods, and the header fields that all responses have.
    @Suite(.deployment())
    struct RoutingTests {
        private static let status =
            #"{"status":"success","api_status":"up","providers":["OPENAI","GROQ","GOOGLE","LOCAL"]}"#
        private static let providers = #"{"status":"success","providers":["openai","groq","google","local"]}"#

        @Test(
            .timeLimit(.minutes(1)),
            arguments: ConnectionMode.allCases,
            [
                ("/", status), ("/?a=b&c", status), ("/?", status), ("/llm/providers", providers),
                ("/llm/providers/", providers), ("/llm/providers?x=1", providers), ("/llm/providers/?x=1", providers),
            ]
        )
        func getAnswers(_ mode: ConnectionMode, _ route: (path: String, body: String)) async throws {
            let response = try await Shared.deployment.client(mode).send(.get(route.path))
            #expect(response.status == 200)
            #expect(response.reason == "OK")
            #expect(response.text == route.body)
            #expect(response.header("Content-Type") == "application/json; charset=utf-8")
            #expect(response.header("Content-Length") == String(route.body.utf8.count))
        }

        @Test(.timeLimit(.minutes(1)), arguments: ConnectionMode.allCases, ["/", "/llm/providers"])
        func headIsGetWithoutBody(_ mode: ConnectionMode, _ path: String) async throws {
            let client = try Shared.deployment.client(mode)
            let get = try await client.send(.get(path))
            let head = try await client.send(TestRequest("HEAD", path))
            #expect(head.status == 200)
            #expect(head.body.isEmpty)
            #expect(head.isComplete)
            #expect(head.header("Content-Type") == get.header("Content-Type"))
            #expect(head.header("Content-Length") == get.header("Content-Length"))
        }

        @Test(
            .timeLimit(.minutes(1)),
            arguments: ConnectionMode.allCases,
            ["/llm", "/llm/generation/x", "/nothing", "/llm/Providers", "/llm%2Fproviders/x", "/llm/generationstream"]
        )
        func unknownPathsAreNotFound(_ mode: ConnectionMode, _ path: String) async throws {
            let client = try Shared.deployment.client(mode)
            try await client.send(.get(path)).expectError(404)
            try await client.send(.post(path, "{}")).expectError(404)
        }

        @Test(
            .timeLimit(.minutes(1)),
            arguments: ConnectionMode.allCases,
            [
                ("POST", "/", "GET, HEAD"), ("DELETE", "/", "GET, HEAD"), ("PUT", "/llm/providers", "GET, HEAD"),
                ("GET", "/llm/generation", "POST"), ("PATCH", "/llm/generation/", "POST"),
                ("GET", "/llm/generation/stream", "POST"), ("OPTIONS", "/llm/generation", "POST"),
            ]
        )
        func otherMethodsAreRefused(
            _ mode: ConnectionMode,
            _ route: (method: String, path: String, allowed: String)
        ) async throws {
            let response = try await Shared.deployment.client(mode).send(TestRequest(route.method, route.path))
            try response.expectError(405)
            let allowed = response.header("Allow")?.split(separator: ",").map { $0.drop { $0 == " " } }
            #expect(Set(allowed ?? []) == Set(route.allowed.split(separator: ", ")))
        }

        @Test(.timeLimit(.minutes(1)))
        func headOfAnUnknownPathHasNoBody() async throws {
            let response = try await Shared.deployment.client().send(TestRequest("HEAD", "/nothing"))
            #expect(response.status == 404)
            #expect(response.body.isEmpty)
            #expect(response.isComplete)
        }

        @Test(.timeLimit(.minutes(1)))
        func withoutAllowedOriginsNothingIsSaidOfThem() async throws {
            let client = try Shared.deployment.client()
            let headers = [("Origin", "https://app.example"), ("Access-Control-Request-Method", "POST")]
            let preflight = try await client.send(TestRequest("OPTIONS", "/llm/generation", headers: headers))
            try preflight.expectError(405)
            let get = try await client.send(.get("/", headers: headers))
            #expect(get.status == 200)
            for response in [preflight, get] {
                #expect(!response.head.headers.contains { $0.name.lowercased().hasPrefix("access-control-") })
            }
        }

        @Test(.timeLimit(.minutes(1)), arguments: ConnectionMode.allCases)
        func everyResponseHasTheWebServersRequestID(_ mode: ConnectionMode) async throws {
            let client = try Shared.deployment.client(mode)
            let demo = GenerationRequest("local/\(ModelName.unique())")
            let requests = [
                .get("/"), .get("/nothing"), .post("/", ""), .post("/llm/generation", "no JSON"),
                try demo.plain, try demo.stream, TestRequest("HEAD", "/"),
                try GenerationRequest("local/\(ModelName.unique("status=500"))").plain,
            ]
            var identifiers: Set<String> = []
            for request in requests {
                // A client's own id counts for nothing.
                var request = request
                request.headers.append(("X-Request-ID", "from-the-client"))
                let response = try await client.send(request)
                let identifier = try #require(response.header("X-Request-ID"))
                #expect(identifier == response.header(Nginx.requestIDHeader))
                #expect(identifier.utf8.count == 32)
                identifiers.insert(identifier)
            }
            #expect(identifiers.count == requests.count)
        }

        @Test(.timeLimit(.minutes(1)))
        func noResponseIsKeptOrGuessedAt() async throws {
            let client = try Shared.deployment.client()
            let demo = GenerationRequest("local/\(ModelName.unique())")
            let failing = GenerationRequest("local/\(ModelName.unique("status=500"))")
            let requests = [
                .get("/"), .get("/healthz"), .get("/readyz"), .get("/nothing"), .post("/", ""),
                .post("/llm/generation", "no JSON"), try demo.plain, TestRequest("HEAD", "/llm/providers"),
                try failing.plain, try failing.stream, TestRequest("OPTIONS", "/llm/generation"),
            ]
            for request in requests {
                let response = try await client.send(request)
                #expect(response.header("Cache-Control") == "no-store", "\(request.target)")
                #expect(response.header("X-Content-Type-Options") == "nosniff", "\(request.target)")
            }
            for request in [try demo.stream, .get("/healthz/stream"), TestRequest("HEAD", "/healthz/stream")] {
                let response = try await client.send(request)
                #expect(response.header("Cache-Control") == "no-cache", "\(request.target)")
                #expect(response.header("X-Content-Type-Options") == "nosniff", "\(request.target)")
            }
        }

        @Test(
            .timeLimit(.minutes(1)),
            arguments: [
                "/healthz/", "/healthz/stream/", "/healthz/stream%2f", "//healthz/stream", "/healthz//stream",
                "/%68ealthz/stream", "/healthz/stream/outcome/?id=1", "/healthz/./stream", "/llm/../healthz/stream",
            ]
        )
        func whatTheOperatorGuardsHasOneSpelling(_ path: String) async throws {
            let response = try await Shared.deployment.client().send(.get(path))
            try response.expectError(404)
        }

        @Test(
            .timeLimit(.minutes(1)),
            arguments: ["//llm/providers", "/llm//providers//", "/%6clm/providers", "/llm%2fproviders"]
        )
        func callersPathsHaveMany(_ path: String) async throws {
            let response = try await Shared.deployment.client().send(.get(path))
            #expect(response.text == Self.providers)
        }

        @Test(.timeLimit(.minutes(1)), arguments: ConnectionMode.allCases)
        func aConnectionOfTheClientServesManyRequests(_ mode: ConnectionMode) async throws {
            let client = try Shared.deployment.client(mode)
            for _ in 0..<50 {
                #expect(try await client.send(.get("/llm/providers")).text == Self.providers)
            }
        }
    }
}
