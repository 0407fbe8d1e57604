// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import Testing

extension WebServerTests {
    /// What a web server answers by itself has the form of the API that was asked.
    @Suite struct OwnErrorTests {
        @Test(.timeLimit(.minutes(1)), arguments: PrintedServer.allCases.filter { !$0.startsGateway })
        func theGatewayIsAway(_ server: PrintedServer) async throws {
            try await withServer(server) { gateway in
                let client = gateway.client
                try #require(gateway.gateway).send(.kill)
                _ = try await gateway.gateway?.waitForExit()
                try await OwnError.check(client, 502...503, OwnError.away)
                let response = try await client.send(Ask().chatCompletion("demo"))
                // lighttpd has nothing to say it with.
                #expect(response.header("Retry-After") == (server == .lighttpd ? nil : "5"))
                // The rest of the site is as it was.
                let other = try await client.send(.get("/other/v1/models"))
                #expect(!other.text.contains(OwnError.away), "\(other.text)")
                #expect(other.header("Content-Type")?.contains("json") != true)
            }
        }

        /// Apache cannot start it.
        @Test(.timeLimit(.minutes(1)))
        func modFcgidFindsNoGateway() async throws {
            let withoutProgram = { (_: PrintedServer, snippet: String) in snippet.replacing("exec \"", with: "exit 1 #")
            }
            try await withServer(.modFcgid, changing: withoutProgram) { gateway in
                var client = gateway.client
                client.limit = .seconds(60)
                try await OwnError.check(client, 500...500, OwnError.failed)
            }
        }

        /// The limits of the web servers are lowered below the gateway's.
        ///
        /// Apache has none for mod_proxy_fcgi that it enforces.
        @Test(.timeLimit(.minutes(1)), arguments: [PrintedServer.nginx, .modFcgid, .lighttpd, .caddy])
        func aBodyIsOverTheLimit(_ server: PrintedServer) async throws {
            let lower = { (_: PrintedServer, snippet: String) in
                snippet.replacing(/\b(32|32768|33554432)(m;|MiB|\n)/) { "1\($0.output.2)" }
            }
            try await withServer(server, changing: lower) { gateway in
                // mod_fcgid calls it a failure of its own.
                let isFailure = server == .modFcgid
                try await OwnError.check(
                    gateway.client,
                    isFailure ? 500...500 : 413...413,
                    isFailure ? OwnError.failed : OwnError.tooLarge,
                    type: isFailure ? "server_error" : "invalid_request_error"
                ) { $0.body = [UInt8](repeating: 0x20, count: 3 << 20) }
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func haproxyHasNoRoomForABodyWithoutALength() async throws {
            try await OwnError.check(
                try Servers.gateway(behind: .haproxy).client,
                400...400,
                "the request cannot be read: a body without its length has to be shorter",
                type: "invalid_request_error"
            ) { request in
                request.body = [UInt8](repeating: 0x20, count: 300_000)
                request.headers.append(("Transfer-Encoding", "chunked"))
            }
        }

        /// Whatever part of Apache has refused it.
        @Test(
            .timeLimit(.minutes(1)),
            arguments: [
                (413, OwnError.tooLarge, "invalid_request_error"), (500, OwnError.failed, "server_error"),
                (502, OwnError.away, "server_error"), (503, OwnError.away, "server_error"),
                (504, OwnError.away, "server_error"),
            ]
        )
        func apacheRefusesByItself(_ status: Int, _ message: String, _ type: String) async throws {
            let rule = "<Location />\nRewriteEngine On\nRewriteRule ^ - [R=\(status)]\n</Location>"
            try await withServer(.apache, changing: { "\($1)\n\(rule)" }) { gateway in
                try await OwnError.check(gateway.client, status...status, message, type: type)
            }
        }

        /// What the gateway says of the same statuses reaches the client as it is.
        @Test(.timeLimit(.minutes(1)), arguments: PrintedServer.allCases, [500, 502, 503, 504])
        func theGatewaysOwnErrorPasses(_ server: PrintedServer, _ status: Int) async throws {
            let client = try Servers.gateway(behind: server).client
            let response = try await client.send(Ask().chatCompletion("busy,status=\(status),retry-after=7"))
            #expect(response.status == status)
            #expect(!response.text.contains(OwnError.away), "\(response.text)")
            #expect(response.text.hasPrefix(#"{"error":{"message":"#), "\(response.text)")
            let retryAfter = response.head.headers.filter { $0.name.lowercased() == "retry-after" }.map(\.value)
            #expect(retryAfter == ["7"])
        }
    }
}
