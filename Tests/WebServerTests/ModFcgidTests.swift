// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import Testing

extension WebServerTests {
    /// Gateways that Apache starts and ends.
    @Suite struct ModFcgidTests {
        @Test(.timeLimit(.minutes(1)))
        func requestsAtOnceHaveAProcessEach() async throws {
            let processes = try await withServer(.modFcgid) { gateway in
                let count = 3
                let request = Ask(headers: []).stream("demo,chunks=20,interval=100")
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for _ in 0..<count {
                        group.addTask {
                            let response = try await gateway.client.send(request)
                            #expect(response.text.contains(#""is_final":true"#))
                        }
                    }
                    try await group.waitForAll()
                }
                let processes = try gateway.process.figures.descendants.filter {
                    try $0.commandLine.contains("--env-file")
                }
                #expect(processes.count == count)
                return processes
            }
            // SIGTERM ends them with Apache.
            try await Waiting.until("the end of all gateways") { processes.allSatisfy { !$0.isRunning } }
        }
    }
}
