// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import GatewayTesting
import Testing

extension IntegrationTests {
    /// The shipped files, as nginx itself sees them.
    @Suite struct NginxFilesTests {
        @Test(
            .timeLimit(.minutes(1)),
            arguments: ["llm-gateway-location.conf", "llm-gateway-prefix.conf", "llm-gateway-realip.conf"]
        )
        func aFileForASiteIsCorrectAsItIsShipped(_ file: String) async throws {
            try await TemporaryDirectory.with { directory in
                let configuration = try Nginx.siteConfiguration(
                    in: directory,
                    socketPath: "/run/llm-gateway/llm-gateway.sock",
                    port: try await FreePort.find(),
                    including: file
                )
                for name in try Nginx.shippedFiles {
                    let shipped = try String(contentsOfFile: "\(Nginx.directory)/\(name)", encoding: .utf8)
                    #expect(try String(contentsOfFile: "\(directory)/\(name)", encoding: .utf8) == shipped)
                }
                try await Self.test(configuration, in: directory)
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func theProductionFileIsCorrectNextToASite() async throws {
            try await TemporaryDirectory.with { directory in
                try await ProductionSite.makeCertificate(in: directory)
                _ = try ProductionSite.configuration(
                    in: directory,
                    port: try await FreePort.find(),
                    plainPort: try await FreePort.find()
                )
                let site = """
                    include llm-gateway.conf;
                    server {
                        listen 127.0.0.1:\(try await FreePort.find());
                        include llm-gateway-location.conf;
                    }
                    """
                try await Self.test(Nginx.configuration(in: directory, http: site), in: directory)
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func theFileOfSeveralBackendsIsCorrectWithASite() async throws {
            try await TemporaryDirectory.with { directory in
                let replacement = (Nginx.shippedSocket, "llm_gateway")
                try Nginx.copyShippedFiles(to: directory, replacing: [replacement])
                let site = """
                    include llm-gateway-backends.conf;
                    server {
                        listen 127.0.0.1:\(try await FreePort.find());
                        include llm-gateway-location.conf;
                    }
                    """
                try await Self.test(Nginx.configuration(in: directory, http: site), in: directory)
            }
        }

        @Test(.timeLimit(.minutes(1)), arguments: ConnectionMode.allCases)
        func thePrivateFileIsCorrectWhenItIsFilledIn(_ mode: ConnectionMode) async throws {
            try await TemporaryDirectory.with { directory in
                let configuration = try Nginx.privateConfiguration(
                    in: directory,
                    socketPath: "\(directory)/gateway.sock",
                    port: try await FreePort.find(),
                    mode: mode
                )
                try await Self.test(configuration, in: directory)
            }
        }

        private static func test(_ configuration: String, in directory: String) async throws {
            let process = try await Nginx.command(configuration, in: directory, arguments: ["-t"]).runToEnd()
            #expect(process.exitStatus == .exited(0), "\(process.report)")
            #expect(process.standardError.text.contains("test is successful"))
            #expect(!process.standardError.text.contains("[warn]"), "\(process.report)")
        }
    }
}
