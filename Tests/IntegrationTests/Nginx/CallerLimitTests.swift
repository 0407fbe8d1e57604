// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import Testing

extension IntegrationTests {
    /// nginx/llm-gateway.conf: how much one address may ask.
    @Suite(.deployment(DeploymentConfiguration(webServer: .none)))
    struct CallerLimitTests {
        private static func ask<Result>(
            replacing further: [(text: String, with: String)],
            _ body: (ProductionSite) async throws -> Result
        ) async throws -> Result {
            let socket = "unix:\(try Shared.deployment.socketPath)"
            return try await ProductionSite.with(replacing: further + [(Nginx.shippedSocket, socket)], body)
        }

        @Test(.timeLimit(.minutes(1)))
        func tooManyRequestsASecondAreAnErrorOfTheAPI() async throws {
            // Once a minute, so that a slow machine has the same result.
            try await Self.ask(replacing: [("rate=10r/s", "rate=1r/m")]) { site in
                let many = try await site.curl("/?n=[1-42]", ["--write-out", "\\n"]).runToEnd()
                let answers = many.standardOutput.lines.filter { $0.hasPrefix("HTTP/") }
                #expect(answers.count == 42)
                #expect(answers.prefix(41).allSatisfy { $0.contains(" 200") })
                #expect(answers.last?.contains(" 429") == true)
                let refused = try await site.ask("/llm/providers")
                try refused.expectError(429)
                let line = try await site.logLine(of: refused)
                #expect(line.status == 429)
                #expect(line.firstByte == nil)
                #expect(line.upstream.isEmpty)
                // Health checks are never refused.
                #expect(try await site.ask("/healthz").status != 429)
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func tooManyRequestsAtATimeAreAnErrorOfTheAPI() async throws {
            let limit = ("limit_conn llm_gateway_connections 50;", "limit_conn llm_gateway_connections 2;")
            try await Self.ask(replacing: [limit]) { site in
                let request = try GenerationRequest("local/demo,chunks=500,interval=100").stream
                let stream = site.curl(
                    request.target,
                    ["--data-binary", String(decoding: request.body, as: UTF8.self)]
                )
                try await stream.run { first in
                    try await Waiting.until("the first stream") { first.standardOutput.text.contains("data: ") }
                    try await stream.run { second in
                        try await Waiting.until("the second stream") { second.standardOutput.text.contains("data: ") }
                        try await site.ask("/llm/providers").expectError(429)
                    }
                    // As soon as one has gone, there is room for another.
                    try await Waiting.until("room again") { try await site.ask("/llm/providers").status == 200 }
                }
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func behindATerminatorTheCallersAddressCounts() async throws {
            let replacements = [
                ("# include llm-gateway-realip.conf;", "include llm-gateway-realip.conf;"),
                ("set_real_ip_from 192.0.2.10;", "set_real_ip_from 127.0.0.1;"),
                ("rate=10r/s", "rate=1r/m"), ("burst=40 nodelay", "burst=1 nodelay"),
            ]
            try await Self.ask(replacing: replacements) { site in
                func ask(_ target: String, for address: String) async throws -> CurlResponse {
                    try await site.ask(target, ["--header", "X-Forwarded-For: \(address)"])
                }
                let first = try await ask("/", for: "203.0.113.7")
                #expect(first.status == 200)
                #expect(try await site.logLine(of: first).client == "203.0.113.7")
                // Of several terminators in a row the outermost; what stands before its own word is the caller's.
                let forged = try await ask("/", for: "127.0.0.1, 203.0.113.7, 192.0.2.11")
                #expect(forged.status == 200)
                #expect(try await site.logLine(of: forged).client == "203.0.113.7")
                // Each address has its own limit.
                try await ask("/", for: "203.0.113.7").expectError(429)
                #expect(try await ask("/", for: "203.0.113.8").status == 200)
                // The figures are for this machine alone.
                #expect(try await ask("/metrics", for: "127.0.0.1, 203.0.113.9").status == 403)
                #expect(try await site.ask("/metrics").status != 403)
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func withoutATerminatorNobodyMayNameAnAddress() async throws {
            try await Self.ask(replacing: []) { site in
                let response = try await site.ask("/", ["--header", "X-Forwarded-For: 203.0.113.7"])
                #expect(try await site.logLine(of: response).client == "127.0.0.1")
            }
        }
    }
}
