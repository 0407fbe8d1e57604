// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import Testing

extension WebServerTests {
    /// Bodies that do not come, of callers without a key.
    @Suite(.servers(environment: ["SECRET_TOKEN": CallerKey.value]))
    struct SlowBodyTests {
        private static let count = 70

        /// A stranger's request, of whose body nothing comes after the first 100 KB.
        private static var stalled: TestRequest {
            var request = TestRequest("POST", "/llm/generation", headers: [("Content-Length", "200000")])
            request.body = [UInt8](repeating: 0x20, count: 100_000)
            return request
        }

        /// Four seconds of body, which nobody reads: whether the server waits for it or not, it is told what the gateway said.
        @Test(.timeLimit(.minutes(2)), arguments: PrintedServer.allCases)
        func aSlowBodyIsAnsweredAsAQuickOne(_ server: PrintedServer) async throws {
            let gateway = try Servers.gateway(behind: server)
            try await TemporaryDirectory.with { directory in
                let address = "http://127.0.0.1:\(gateway.client.port)/llm/generation"
                let curl = try Command.upload(400_000, rate: "100k", in: directory, [address])
                let process = try await curl.runToEnd(within: .seconds(70))
                let text = process.standardOutput.text
                #expect(process.exitStatus == .exited(0), "\(server): \(process.report)")
                #expect(text.contains("401"), "\(server): \(text)")
                #expect(text.contains("API key"), "\(server): \(text)")
            }
        }

        /// The server passes a body on as it comes, and the answer as well.
        @Test(.timeLimit(.minutes(1)))
        func theAnswerDoesNotWaitForTheBody() async throws {
            let client = try Servers.gateway(behind: .haproxy).client
            for _ in 0..<5 {
                let response = try await client.open(Self.stalled) { try await $0.response() }
                #expect(response.status == 401, "\(response.text.prefix(300))")
                #expect(response.isComplete)
                #expect(response.text.contains("API key"), "\(response.text.prefix(300))")
            }
        }

        @Test(.timeLimit(.minutes(1)), arguments: PrintedServer.allCases)
        func theyShutOutNobody(_ server: PrintedServer) async throws {
            let gateway = try Servers.gateway(behind: server)
            try await withThrowingTaskGroup(of: Void.self) { group in
                let (ends, end) = AsyncStream.makeStream(of: Void.self)
                let (opened, open) = AsyncStream.makeStream(of: Void.self)
                for _ in 0..<Self.count {
                    group.addTask {
                        try await gateway.client.open(Self.stalled) { _ in
                            open.yield()
                            for await _ in ends {}
                        }
                    }
                }
                var isOpen = opened.makeAsyncIterator()
                for _ in 0..<Self.count { await isOpen.next() }
                let prompt = String(repeating: "abcdefghi ", count: 20_000)
                let response = try await gateway.client.send(Ask().generation("demo", prompt: prompt))
                #expect(response.status == 200, "\(server): \(response.text.prefix(300)) \(gateway.process.report)")
                end.finish()
                try await group.waitForAll()
            }
        }
    }
}
