// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import GatewayTesting
import Testing

extension IntegrationTests {
    /// nginx/llm-gateway.conf with nginx/llm-gateway-backends.conf: several gateways.
    @Suite(.deployment(DeploymentConfiguration(webServer: .none)))
    struct BackendsTests {
        private static func ask<Result>(
            _ first: String,
            _ second: String,
            _ body: (ProductionSite) async throws -> Result
        ) async throws -> Result {
            let file = try String(contentsOfFile: "\(Nginx.directory)/llm-gateway.conf", encoding: .utf8)
            // The block that the file says to replace.
            let upstream = try #require(file.firstMatch(of: /upstream llm_gateway \{[^}]*\}/)).output
            let replacements = [
                (String(upstream), "include llm-gateway-backends.conf;"),
                ("unix:/run/llm-gateway/llm-gateway-1.sock", "unix:\(first)"),
                ("unix:/run/llm-gateway/llm-gateway-2.sock", "unix:\(second)"),
            ]
            return try await ProductionSite.with(replacing: replacements, body)
        }

        @Test(.timeLimit(.minutes(1)))
        func aGatewayThatIsNotThereIsLeftOut() async throws {
            let running = try Shared.deployment.socketPath
            let missing = "\(running).missing"
            try await Self.ask(missing, running) { site in
                let request = try GenerationRequest("local/demo").plain
                for _ in 0..<10 {
                    // A POST that nobody has taken goes to the next one.
                    let response = try await site.ask(request)
                    #expect(response.status == 200)
                }
                let lines = try await Waiting.value("ten lines") { try site.log.count == 10 ? site.log : nil }
                let repeated = lines.filter { $0.upstream.contains(missing) }
                #expect(!repeated.isEmpty)
                #expect(repeated.allSatisfy { $0.upstream == "unix:\(missing), unix:\(running)" })
                #expect(repeated.allSatisfy { $0.upstreamStatus == "502, 200" && $0.firstByte != nil })
                #expect(lines.contains { $0.upstream == "unix:\(running)" })
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func aGenerationThatWasHandedOverIsNotSentTwice() async throws {
            let deployment = try Shared.deployment
            let dropping = "\(deployment.socketPath).dropping"
            try await DroppingServer.with(unixSocket: dropping) {
                try await Self.ask(dropping, deployment.socketPath) { site in
                    let model = ModelName.unique()
                    let request = try GenerationRequest("local/\(model)").plain
                    var answered = 0
                    for _ in 0..<10 {
                        let response = try await site.ask(request)
                        if response.status == 200 { answered += 1 } else { try response.expectError(503) }
                    }
                    #expect(try await deployment.simulator.requests(model: model).count == answered)
                    let lines = try await Waiting.value("ten lines") { try site.log.count == 10 ? site.log : nil }
                    let dropped = lines.filter { $0.upstream.contains(dropping) }
                    #expect(dropped.count == 10 - answered)
                    #expect(!dropped.isEmpty)
                    #expect(dropped.allSatisfy { $0.upstream == "unix:\(dropping)" && $0.upstreamStatus == "502" })
                }
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func whatMayBeRepeatedGoesToTheNextGateway() async throws {
            let running = try Shared.deployment.socketPath
            let dropping = "\(running).dropping"
            try await DroppingServer.with(unixSocket: dropping) {
                try await Self.ask(dropping, running) { site in
                    for _ in 0..<10 { #expect(try await site.ask("/llm/providers").status == 200) }
                    let lines = try await Waiting.value("ten lines") { try site.log.count == 10 ? site.log : nil }
                    #expect(lines.contains { $0.upstream == "unix:\(dropping), unix:\(running)" })
                }
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func theGatewayWithTheFewestRequestsIsNext() async throws {
            try await withGateway(DeploymentConfiguration(webServer: .none)) { other in
                let sockets = [try Shared.deployment.socketPath, other.socketPath]
                try await Self.ask(sockets[0], sockets[1]) { site in
                    let request = try GenerationRequest("local/demo,chunks=500,interval=100").stream
                    let body = String(decoding: request.body, as: UTF8.self)
                    try await site.curl(request.target, ["--data-binary", body]).run { curl in
                        try await Waiting.until("a stream") { curl.standardOutput.text.contains("data: ") }
                        for _ in 0..<6 { #expect(try await site.ask("/").status == 200) }
                    }
                    // The stream's line is the last.
                    let lines = try await Waiting.value("seven lines") { try site.log.count == 7 ? site.log : nil }
                    let stream = try #require(lines.first { $0.method == "POST" })
                    let others = Set(lines.filter { $0.method == "GET" }.map(\.upstream))
                    #expect(others.union([stream.upstream]) == Set(sockets.map { "unix:\($0)" }))
                    #expect(others.count == 1)
                }
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func withoutAnyGatewayThereIsAnErrorOfTheAPI() async throws {
            try await Self.ask("/nowhere/1.sock", "/nowhere/2.sock") { site in
                // The second time both are known to be away.
                for _ in 0..<2 { try await site.ask(try GenerationRequest("local/demo").plain).expectError(503) }
            }
        }
    }
}
