// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import Testing

extension WebServerTests {
    /// Chunks come as the provider writes them, and the provider hears of a client that leaves.
    @Suite struct StreamTests {
        private static let interval = 200

        @Test(.timeLimit(.minutes(1)), arguments: PrintedServer.allCases)
        func chunksComeAtTheProvidersPace(_ server: PrintedServer) async throws {
            try await Self.checkPace(of: try Servers.gateway(behind: server).client, server)
        }

        /// A proxy before the web server, as it is without a word on buffering: nginx keeps X-Accel-Buffering to itself
        /// unless it is told to pass it on.
        @Test(.timeLimit(.minutes(1)), arguments: PrintedServer.allCases)
        func chunksPassAnotherNginx(_ server: PrintedServer) async throws {
            let inner = try Servers.gateway(behind: server).client.port
            try await TemporaryDirectory.with { directory in
                try await Deployment.withNginx("\(directory)/proxy") { place, port in
                    let site = """
                        server {
                            listen 127.0.0.1:\(port);
                            location / { proxy_pass http://127.0.0.1:\(inner); }
                        }
                        """
                    return Nginx.configuration(in: place, http: site)
                } body: { _, port in
                    try await Self.checkPace(of: TestClient(port: port), server)
                }
            }
        }

        private static func checkPace(of client: TestClient, _ server: PrintedServer) async throws {
            try await inThreeTries { isLast in
                let request = Ask().stream("demo,chunks=10,interval=\(Self.interval),text=stamp")
                let arrivals = try await client.open(request) { connection in
                    try await connection.remainingEvents().compactMap { event in
                        try Chunk(event).flatMap { $0.isFinal ? nil : (event.nanoseconds, try Self.stamp($0)) }
                    }
                }
                #expect(arrivals.count == 10)
                let gaps = zip(arrivals, arrivals.dropFirst()).map { Self.milliseconds(from: $0.0, to: $1.0) }
                let delays = arrivals.map { Self.milliseconds(from: $1, to: $0) }
                let (median, delay) = (gaps.sorted()[gaps.count / 2], delays.sorted()[delays.count / 2])
                // Two that are read at once, because this machine was busy, are not yet a server that holds one back for the
                // next: that makes it at least every second time.
                let isPaced = gaps.count { $0 <= 0 } <= 2 && median >= Double(Self.interval) / 2
                // Each is there before the one after the next is written.
                let isPrompt = delays.allSatisfy { $0 < 2 * Double(Self.interval) }
                if isPaced, isPrompt {
                    printSeen(
                        server,
                        "gap \(median) ms of \(Self.interval), delay \(delay) ms, max \(delays.max() ?? 0)"
                    )
                    return true
                }
                if isLast { Issue.record("\(server): gaps \(gaps), delays \(delays)") }
                return false
            }
        }

        /// Whether a server looks at its clients while it waits for the gateway.
        ///
        /// One that does not hears of a client that has left by writing: the first time the client's system answers that
        /// nobody is there, the second time fails. Caddy 2.6 overlooks what fails when it flushes.
        ///
        /// lighttpd 1.4.69 does unless a request came together with its connection, as requests of a test may.
        private static func watchesClients(_ server: PrintedServer) -> Bool { server == .nginx || server == .haproxy }

        /// The most chunks that are written after the client has left.
        private static func allowance(_ server: PrintedServer) -> Int {
            watchesClients(server) ? 1 : server == .caddy ? 4 : 2
        }

        @Test(.timeLimit(.minutes(1)), arguments: PrintedServer.allCases)
        func aClientThatLeavesEndsTheProvidersCall(_ server: PrintedServer) async throws {
            let gateway = try Servers.gateway(behind: server)
            try await inThreeTries { isLast in
                let model = ModelName.unique("chunks=1000,interval=\(Self.interval)")
                let left = try await gateway.client.open(Ask().stream(model)) { connection in
                    for _ in 0..<3 { _ = try await connection.nextEvent() }
                    return await connection.close()
                }
                let request = try await gateway.simulator.endedRequest(model: model)
                #expect(request.outcome == "client-closed")
                let ended = try #require(request.endedNanoseconds)
                let further = request.chunksSent - 3
                if further <= Self.allowance(server) {
                    printSeen(server, "\(further) chunks after leaving, \(Self.milliseconds(from: left, to: ended)) ms")
                    return true
                }
                if isLast { Issue.record("\(server): \(further) chunks after the client has left") }
                return false
            }
        }

        /// There is nothing to write before the answer: only a server that watches its clients can tell the gateway.
        @Test(.timeLimit(.minutes(1)), arguments: PrintedServer.allCases.filter { $0 != .lighttpd })
        func aClientThatLeavesAPlainCall(_ server: PrintedServer) async throws {
            let gateway = try Servers.gateway(behind: server)
            let model = ModelName.unique("delay=8000")
            try await gateway.client.open(Ask().generation(model)) { connection in
                _ = try await gateway.simulator.request(model: model)
                await connection.close()
            }
            let request = try await gateway.simulator.endedRequest(model: model)
            #expect(request.outcome == (Self.watchesClients(server) ? "client-closed" : "completed"))
        }

        @Test(.timeLimit(.minutes(1)), arguments: PrintedServer.allCases)
        func aFailureInMidStreamIsAnEvent(_ server: PrintedServer) async throws {
            let gateway = try Servers.gateway(behind: server)
            let events = try await gateway.client.open(Ask().stream("demo,fault=error-event@2")) { connection in
                #expect(try await connection.head().status == 200)
                let events = try await connection.remainingEvents()
                #expect(connection.isComplete)
                return events
            }
            #expect(events.compactMap(\.data).count == 2)
            let error = try #require(events.last?.errorData)
            #expect(error.hasPrefix(#"{"status":"error","error":""#))
            #expect(error.hasSuffix(#"","content":null,"usage":null}"#))
        }

        private static func stamp(_ chunk: Chunk) throws -> UInt64 {
            guard let match = chunk.text.firstMatch(of: /[0-9]+:([0-9]+);/), let time = UInt64(match.output.1) else {
                throw TestFailure("no stamp in \(chunk.text)")
            }
            return time
        }

        /// Rounded to tenths.
        private static func milliseconds(from start: UInt64, to end: UInt64) -> Double {
            ((Double(end) - Double(start)) / 100_000).rounded() / 10
        }
    }
}
