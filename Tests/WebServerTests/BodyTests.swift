// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import GatewayTesting
import Testing

extension WebServerTests {
    /// Large requests.
    @Suite struct BodyTests {
        /// The part of an answer that says how many words the provider has read.
        private struct Answer: Decodable {
            struct Usage: Decodable {
                let prompt_tokens: Int
            }

            let usage: Usage
        }

        @Test(.timeLimit(.minutes(1)), arguments: PrintedServer.allCases, [200_000, 1_000_000])
        func aLongPromptArrivesWhole(_ server: PrintedServer, _ bytes: Int) async throws {
            let gateway = try Servers.gateway(behind: server)
            let words = bytes / 10
            let model = ModelName.unique()
            let prompt = String(repeating: "abcdefghi ", count: words)
            let response = try await gateway.client.send(Ask().generation(model, prompt: prompt))
            #expect(response.status == 200, "\(response.text.prefix(300)) \(gateway.process.report)")
            #expect(try response.decode(Answer.self).usage.prompt_tokens == words)
            let length = try await gateway.simulator.request(model: model).headers["content-length"].flatMap { Int($0) }
            #expect(try #require(length) > bytes)
        }

        /// HAProxy keeps such a body whole in one buffer; the printed one is the largest that its FastCGI can take.
        private static func longest(_ server: PrintedServer) -> Int { server == .haproxy ? 60_000 : 300_000 }

        @Test(.timeLimit(.minutes(1)), arguments: PrintedServer.allCases)
        func aBodyWithoutALengthArrivesWhole(_ server: PrintedServer) async throws {
            let gateway = try Servers.gateway(behind: server)
            let words = Self.longest(server) / 10
            let model = ModelName.unique()
            var request = Ask().generation(model, prompt: String(repeating: "abcdefghi ", count: words))
            request.headers.append(("Transfer-Encoding", "chunked"))
            let response = try await gateway.client.send(request)
            #expect(response.status == 200, "\(response.text.prefix(300)) \(gateway.process.report)")
            #expect(try response.decode(Answer.self).usage.prompt_tokens == words)
        }

        /// The web server's limit is above the gateway's.
        @Test(.timeLimit(.minutes(1)), arguments: PrintedServer.allCases)
        func theGatewayItselfRefusesABodyThatIsTooLarge(_ server: PrintedServer) async throws {
            let gateway = try Servers.gateway(behind: server)
            var request = Ask().generation("demo")
            request.body = [UInt8](repeating: 0x20, count: 17 << 20)
            let response = try await gateway.client.send(request)
            #expect(response.status == 413)
            #expect(response.text.contains("16777216"), "\(response.text.prefix(300))")
        }
    }
}
