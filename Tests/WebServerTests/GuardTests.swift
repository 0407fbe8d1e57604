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
            for spelling in PathGuard.spellings(of: path, port: client.port) {
                // What leads nowhere is an empty 200 from Caddy.
                let response = try await client.send(Ask().get(spelling))
                let text = "\(server), \(spelling): \(response.status) \(response.text.prefix(200))"
                #expect(response.status != 200 || response.body.isEmpty, "\(text)")
                #expect(!PathGuard.answers.contains { response.text.contains($0) }, "\(text)")
            }
        }

        /// The rule is the operator's: without it the path leads to the gateway, in its one spelling.
        @Test(.timeLimit(.minutes(1)), arguments: PrintedServer.allCases)
        func otherPathsAreOpen(_ server: PrintedServer) async throws {
            let client = try Servers.gateway(behind: server).client
            for path in ["/llm/providers", "/llm/providers/"] {
                #expect(try await client.send(Ask().get(path)).status == 200)
            }
            let absolute = try await client.send(Ask().get("http://127.0.0.1:\(client.port)/llm/providers"))
            #expect(absolute.status == 200, "\(server): \(absolute.text.prefix(200))")
        }
    }
}
