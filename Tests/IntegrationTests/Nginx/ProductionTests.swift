// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import Testing

extension IntegrationTests {
    /// nginx/llm-gateway.conf: TLS, HTTP/2, and the log.
    @Suite(.deployment(DeploymentConfiguration(webServer: .none)))
    struct ProductionTests {
        private static func ask<Result>(_ body: (ProductionSite) async throws -> Result) async throws -> Result {
            let socket = "unix:\(try Shared.deployment.socketPath)"
            return try await ProductionSite.with(replacing: [(Nginx.shippedSocket, socket)], body)
        }

        @Test(.timeLimit(.minutes(1)), arguments: [("--http2", "HTTP/2"), ("--http1.1", "HTTP/1.1")])
        func aStreamComesChunkByChunk(_ option: String, _ version: String) async throws {
            try await Self.ask { site in
                let model = ModelName.unique("chunks=16,interval=100")
                let request = GenerationRequest("local/\(model)")
                let response = try await site.ask(try request.stream, [option])
                #expect(response.version == version)
                #expect(response.status == 200)
                let times = response.body.filter { $0.text.hasPrefix("data: ") }.map(\.nanoseconds)
                #expect(times.count == 17)
                let gaps = zip(times, times.dropFirst()).map { ($1 - $0) / 1_000_000 }.dropLast().sorted()
                #expect((50...200).contains(gaps[gaps.count / 2]), "gaps in ms: \(gaps)")
                // The first ones are there long before the provider has written the last.
                let call = try await Shared.deployment.simulator.endedRequest(model: model)
                let ended = try #require(call.endedNanoseconds)
                let first = try #require(times.first)
                #expect(first + 1_000_000_000 < ended)
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func withoutTLSTheCallerIsToldTheRightAddress() async throws {
            try await Self.ask { site in
                let response = try await TestClient(port: site.plainPort).send(.post("/llm/generation?a=b", "{}"))
                // Not 301: a POST stays a POST.
                #expect(response.status == 308)
                #expect(response.header("Location") == "https://llm.example.com/llm/generation?a=b")
                #expect(response.header("Server") == "nginx")
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func theLogHasTheRequestsIdentifierAndItsTimes() async throws {
            try await Self.ask { site in
                let request = GenerationRequest("local/demo,chunks=4,interval=100,delay=100")
                var stream = try request.stream
                stream.target += "?secret=42"
                let response = try await site.ask(stream, ["--header", "X-API-Key: integration-key"])
                let line = try await site.logLine(of: response)
                #expect(response.text.contains("\"id\":\"\(line.requestID)-1\""))
                #expect(line.client == "127.0.0.1")
                #expect([line.method, line.path, line.protocol] == ["POST", "/llm/generation/stream", "HTTP/2.0"])
                #expect(line.status == 200)
                #expect(line.completed == "OK")
                #expect(line.bytes > 400)
                #expect(line.requestBytes > stream.body.count)
                #expect(line.upstream == "unix:\(try Shared.deployment.socketPath)")
                #expect(line.upstreamStatus == "200")
                let firstByte = try #require(line.firstByte)
                let whole = try #require(line.response)
                #expect(firstByte >= 0.09)
                #expect(firstByte + 0.2 < whole)
                // Each begins and ends at a tick of nginx's own clock, of a millisecond.
                #expect(whole <= line.total + 0.003)
                // Neither the query nor the key.
                let text = try site.logText
                #expect(!text.contains("42\"") && !text.contains("integration-key"))
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func aCallerThatLeavesEndsTheCallAndIsSeenInTheLog() async throws {
            try await Self.ask { site in
                let model = ModelName.unique("chunks=500,interval=100")
                let request = try GenerationRequest("local/\(model)").stream
                let body = String(decoding: request.body, as: UTF8.self)
                try await site.curl(request.target, ["--data-binary", body]).run { curl in
                    try await Waiting.until("the first chunk") { curl.standardOutput.text.contains("data: ") }
                    try curl.send(.kill)
                }
                let call = try await Shared.deployment.simulator.endedRequest(model: model)
                #expect(call.outcome == "client-closed")
                let line = try await Waiting.value("a line in the log") { try site.log.first }
                #expect(line.completed.isEmpty)
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func aReloadEndsNoStream() async throws {
            try await Self.ask { site in
                let model = ModelName.unique("chunks=30,interval=100")
                let request = try GenerationRequest("local/\(model)").stream
                let body = String(decoding: request.body, as: UTF8.self)
                try await site.curl(request.target, ["--data-binary", body]).run { curl in
                    try await Waiting.until("the first chunk") { curl.standardOutput.text.contains("data: ") }
                    let worker = try site.nginx.figures.children
                    try site.nginx.send(.hangUp)
                    try await Waiting.until("a new worker") {
                        try site.nginx.figures.children.contains { !worker.contains($0) }
                    }
                    #expect(try await site.ask("/").status == 200)
                    _ = try await curl.waitForExit()
                    let stream = try CurlResponse(of: curl)
                    #expect(stream.text.contains("\"is_final\":true"))
                    #expect(stream.body.count { $0.text.hasPrefix("data: ") } == 31)
                }
            }
        }
    }
}
