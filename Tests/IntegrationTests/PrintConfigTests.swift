// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import GatewayTesting
import Testing

extension IntegrationTests {
    /// `llm-gateway print-config`: what it prints; that web servers take it is for the tests of the web servers.
    @Suite struct PrintConfigTests {
        private static func snippet(
            _ server: PrintedServer,
            _ environment: [String: String] = [:],
            arguments: [String] = []
        ) async throws -> String {
            let process = try await GatewayProgram.run(
                ["print-config", server.rawValue] + arguments,
                environment: environment
            )
            #expect(process.exitStatus == .exited(0), "\(process.report)")
            #expect(process.standardError.lines.isEmpty, "\(process.report)")
            let text = process.standardOutput.text
            // No mark is left.
            #expect(text.firstMatch(of: /@[A-Z_]+@/) == nil)
            return text
        }

        @Test(.timeLimit(.minutes(1)), arguments: PrintedServer.allCases)
        func theSocketAndTheLimitsAreTheGateways(_ server: PrintedServer) async throws {
            let environment = [
                "GATEWAY_LISTEN": "unix:/srv/a-b/c_d.sock", "GATEWAY_MAX_BODY": "3000000",
                "GATEWAY_TOTAL_TIMEOUT": "99.5",
                "GATEWAY_KEEPALIVE_INTERVAL": "7.5",
            ]
            let text = try await Self.snippet(server, environment)
            // The server's limits are above: 6 MiB in its own unit, and a minute more.
            let limit =
                switch server {
                case .nginx: "client_max_body_size 6m;"
                case .apache: "LimitRequestBody 6291456"
                case .modFcgid: "FcgidMaxRequestLen 6291456"
                case .lighttpd: "server.max-request-size = 6144"
                // It has none.
                case .haproxy: ""
                case .caddy: "max_size 6MiB"
                }
            if server != .haproxy { #expect(text.contains(limit)) }
            #expect(text.contains(/\b160s?\b/))
            #expect(text.contains("7.5 s"))
            if !server.startsGateway { #expect(text.contains("/srv/a-b/c_d.sock")) }
            #expect(!text.contains("GATEWAY_LISTEN is not set"))
            #expect(!text.contains("/run/llm-gateway"))
        }

        @Test(.timeLimit(.minutes(1)), arguments: PrintedServer.allCases)
        func thePathsAreTheGateways(_ server: PrintedServer) async throws {
            let site = try await Self.snippet(server)
            for name in ["llm", "v1", "healthz", "readyz", "metrics", "openapi"] { #expect(site.contains(name)) }
            let prefixed = try await Self.snippet(server, ["GATEWAY_PATH_PREFIX": "/tools/v1.0/"])
            #expect(prefixed.contains("/tools/v1.0") || prefixed.contains(#"/tools/v1\.0"#))
            #expect(!prefixed.contains("/ai"))
            #expect(!prefixed.contains("/llm/"))
        }

        @Test(.timeLimit(.minutes(1)), arguments: PrintedServer.allCases.filter { !$0.startsGateway })
        func withoutASocketItIsTheUsualOne(_ server: PrintedServer) async throws {
            let text = try await Self.snippet(server)
            #expect(text.contains("/run/llm-gateway/llm-gateway.sock"))
            #expect(text.contains("# GATEWAY_LISTEN is not set"))
        }

        @Test(.timeLimit(.minutes(1)), arguments: PrintedServer.allCases.filter { !$0.startsGateway })
        func aPortIsPrintedAsTheServerWritesIt(_ server: PrintedServer) async throws {
            let text = try await Self.snippet(server, arguments: ["--listen", "127.0.0.1:9123"])
            let address = server == .lighttpd ? #""host" => "127.0.0.1", "port" => 9123"# : "127.0.0.1:9123"
            #expect(text.contains(address))
            #expect(!text.contains("unix"))
        }

        @Test(.timeLimit(.minutes(1)))
        func forHAProxyASocketIsAsItSeesIt() async throws {
            let text = try await Self.snippet(
                .haproxy,
                arguments: ["--listen", "unix:/var/lib/haproxy/gateway/a.sock"]
            )
            #expect(text.contains("unix@/gateway/a.sock"))
        }

        @Test(.timeLimit(.minutes(1)))
        func forNginxItIsTheShippedFiles() async throws {
            let text = try await Self.snippet(.nginx, ["GATEWAY_LISTEN": "unix:/run/llm-gateway/llm-gateway.sock"])
            for name in ["location", "errors", "fastcgi"] {
                let path = "\(Nginx.directory)/llm-gateway-\(name).conf"
                for line in try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n") {
                    if line.contains("include llm-gateway-") { continue }
                    #expect(text.contains(line), "\(name)")
                }
            }
            #expect(!text.contains("include llm-gateway-"))
        }

        @Test(.timeLimit(.minutes(1)))
        func allowedOriginsAreWrittenAsTheServerNeedsThem() async throws {
            let origins = ["GATEWAY_ALLOWED_ORIGINS": "https://a-1.example.com:8443, http://[::1]:3000"]
            let nginx = try await Self.snippet(.nginx, origins)
            let expression = #"if ($http_origin ~ "^(http://\[::1\]:3000|https://a-1\.example\.com:8443)$") {"#
            #expect(nginx.contains(expression))
            let haproxy = try await Self.snippet(.haproxy, origins)
            #expect(haproxy.contains("-m str http://[::1]:3000 https://a-1.example.com:8443 }"))
            let apache = try await Self.snippet(.apache, origins)
            #expect(apache.contains(#"SetEnvIf Origin "^(http://\[::1\]:3000|https://a-1\.example\.com:8443)$" "#))
            let all = try await Self.snippet(.nginx, ["GATEWAY_ALLOWED_ORIGINS": "*"])
            #expect(all.contains(#"set $llm_gateway_origin "*";"#))
            #expect(!all.contains("set $llm_gateway_vary Origin;\nif"))
            for server in [PrintedServer.nginx, .apache, .haproxy] {
                let odd = try await GatewayProgram.run(
                    ["print-config", server.rawValue],
                    environment: ["GATEWAY_ALLOWED_ORIGINS": "https://a\";b"]
                )
                #expect(odd.exitStatus == .exited(78))
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func theLauncherStartsThisProgramWithItsSettings() async throws {
            try await TemporaryDirectory.with { directory in
                let file = "\(directory)/settings.env"
                try "GATEWAY_TOTAL_TIMEOUT=40\n".write(toFile: file, atomically: false, encoding: .utf8)
                let text = try await Self.snippet(.modFcgid, arguments: ["--env-file", file])
                #expect(text.contains("exec \"\(try Binaries.gateway)\" --env-file \"\(file)\""))
                #expect(text.contains("FcgidIOTimeout 100"))
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func whatItDoesNotKnowIsRefused() async throws {
            for arguments in [["print-config", "iis"], ["print-config"]] {
                let process = try await GatewayProgram.run(arguments)
                #expect(process.exitStatus == .exited(64))
                #expect(process.standardOutput.lines.isEmpty)
            }
            let unknown = try await GatewayProgram.run(["print-config", "iis"])
            for server in PrintedServer.allCases { #expect(unknown.standardError.text.contains(server.rawValue)) }
            let fault = try await GatewayProgram.run(
                ["print-config", "nginx"],
                environment: ["GATEWAY_MAX_BODY": "much"]
            )
            #expect(fault.exitStatus == .exited(78))
            // What would mean something else in a configuration.
            for path in ["/tmp/a b.sock", "/tmp/a;b.sock", "/tmp/\"a.sock", "/tmp/$a.sock"] {
                let odd = try await GatewayProgram.run(["print-config", "nginx", "--listen", "unix:\(path)"])
                #expect(odd.exitStatus == .exited(78))
                #expect(odd.standardOutput.lines.isEmpty)
            }
        }
    }
}
