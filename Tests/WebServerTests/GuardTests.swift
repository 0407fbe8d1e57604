// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import Testing

extension WebServerTests {
    /// Paths that the operator has closed in the web server, each in every spelling that a caller may try.
    @Suite(
        .servers(
            environment: ["SECRET_TOKEN": CallerKey.value, "GATEWAY_METRICS": "on"],
            changing: { PathGuard.close(PathGuard.paths, in: $0, $1) }
        )
    )
    struct GuardTests {
        @Test(.timeLimit(.minutes(1)), arguments: PrintedServer.allCases, PathGuard.paths)
        func theWebServersRuleHolds(_ server: PrintedServer, _ path: String) async throws {
            let client = try Servers.gateway(behind: server).client
            let plain = try await client.send(Ask().get(path))
            #expect(plain.status == 403, "\(plain.text.prefix(200))")
            for spelling in PathGuard.spellings(of: path) {
                let response = try await client.send(Ask().get(spelling))
                #expect([301, 400, 403, 404].contains(response.status), "\(server), \(spelling): \(response.status)")
                let isAnswered = ["llm_gateway_", "data:", "chunks", "alive", "ready"].contains {
                    response.text.contains($0)
                }
                #expect(!isAnswered, "\(server), \(spelling): \(response.text.prefix(200))")
            }
        }

        /// The rule is the operator's: without it the path leads to the gateway, in its one spelling.
        @Test(.timeLimit(.minutes(1)), arguments: PrintedServer.allCases)
        func otherPathsAreOpen(_ server: PrintedServer) async throws {
            let client = try Servers.gateway(behind: server).client
            for path in ["/llm/providers", "/llm/providers/"] {
                #expect(try await client.send(Ask().get(path)).status == 200)
            }
            let absolute = try await client.send(Ask().get("http://127.0.0.1/llm/providers"))
            #expect(absolute.status == 200, "\(server): \(absolute.text.prefix(200))")
        }
    }
}
