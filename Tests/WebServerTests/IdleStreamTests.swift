// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import Testing

extension WebServerTests {
    /// A provider that is silent for longer than a web server waits.
    @Suite(.servers(environment: ["GATEWAY_KEEPALIVE_INTERVAL": "1"], readLimit: 3))
    struct ShortLimitTests {
        private static let silence = 7_000

        @Test(
            .timeLimit(.minutes(2)),
            arguments: PrintedServer.allCases.filter { $0 != .caddy },
            ["delay=\(silence)", "interval=\(silence)"]
        )
        func commentsCarryAStream(_ server: PrintedServer, _ keys: String) async throws {
            let gateway = try Servers.gateway(behind: server)
            let comments = try await IdleStream.check(gateway, "demo,chunks=2,\(keys)")
            #expect(comments >= 3)
        }

        /// Caddy 2.6 counts from the request's beginning, comments or not; what is printed is above the longest call.
        @Test(.timeLimit(.minutes(2)))
        func caddysLimitIsThatOfTheWholeAnswer() async throws {
            let gateway = try Servers.gateway(behind: .caddy)
            try await gateway.client.open(Ask(headers: []).stream("demo,chunks=20,interval=500")) { connection in
                let events = try await connection.remainingEvents()
                #expect((4...8).contains(events.compactMap(\.data).count))
                // To the client it looks like a proper end: only the missing final chunk tells.
                #expect(try events.compactMap { try Chunk($0) }.last?.isFinal == false)
            }
        }

        /// The limit is there: without comments it ends a call.
        @Test(.timeLimit(.minutes(2)), arguments: PrintedServer.allCases)
        func aSilentCallIsEnded(_ server: PrintedServer) async throws {
            let gateway = try Servers.gateway(behind: server)
            let model = ModelName.unique("delay=\(Self.silence * 4)")
            let response = try await gateway.client.send(Ask(headers: []).generation(model))
            #expect(response.status >= 500)
            printSeen(server, "status \(response.status) past its limit")
            let message = server == .modFcgid ? OwnError.failed : OwnError.away
            let form = #"{"status":"error","error":"\#(message)","content":null,"usage":null}"#
            #expect(response.text.hasPrefix(form), "\(response.text)")
            // The provider's call ends with it.
            #expect(try await gateway.simulator.endedRequest(model: model).outcome == "client-closed")
        }
    }

    /// The limits as they are printed.
    @Suite struct IdleStreamTests {
        @Test(.timeLimit(.minutes(3)), arguments: PrintedServer.allCases)
        func aStreamThatIsSilentFor70SecondsGoesOn(_ server: PrintedServer) async throws {
            let gateway = try Servers.gateway(behind: server)
            let comments = try await IdleStream.check(gateway, "demo,chunks=2,interval=70000")
            #expect(comments >= 3)
            printSeen(server, "70 s of silence, \(comments) comments")
        }

        /// A whole answer has no comments before it.
        @Test(.timeLimit(.minutes(3)), arguments: PrintedServer.allCases)
        func anAnswerThatTakes70SecondsArrives(_ server: PrintedServer) async throws {
            var client = try Servers.gateway(behind: server).client
            client.limit = .seconds(120)
            let response = try await client.send(Ask().generation("demo,delay=70000"))
            #expect(response.status == 200, "\(response.text)")
        }
    }
}
