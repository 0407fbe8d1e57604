// SPDX-License-Identifier: Apache-2.0

internal import FoundationEssentials
internal import GatewayTesting

/// The configuration of the benchmarks' nginx: a port for each entrance, and the shipped files as they are.
struct StageNginx {
    /// The directory of the run; the gateways' sockets are in it.
    let directory: String
    /// The port of the fake provider.
    let providerPort: Int
    /// The ports of the entrances.
    let ports: [Entrance: Int]
    /// The number of gateways that very many streams are spread over.
    let scaleGateways: Int
    /// The most open files of a process.
    let fileLimit: Int

    /// The path of a gateway's socket.
    static func socketPath(_ role: GatewayRole, in directory: String) -> String { "\(directory)/\(role.rawValue).sock" }

    /// The whole configuration; writes the settings with `fastcgi_keep_conn on` next to it.
    func configuration() throws -> String {
        let shipped = "\(Nginx.directory)/llm-gateway-fastcgi.conf"
        let kept = "\(directory)/llm-gateway-fastcgi-kept.conf"
        // The directive may stand once in a block, so the only other way is a file that differs in this.
        try String(contentsOfFile: shipped, encoding: .utf8)
            .replacing("fastcgi_keep_conn off;", with: "fastcgi_keep_conn on;")
            .write(toFile: kept, atomically: false, encoding: .utf8)
        let servers = Entrance.allCases.map { entrance in
            entrance == .proxyPass ? proxyServer : gatewayServer(entrance, entrance == .keepConnOn ? kept : shipped)
        }
        let paths = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            .map { "\($0)_temp_path \(directory)/\($0);" }
        return """
            \(ProcessInfo.processInfo.userName == "root" ? "user root;" : "")
            worker_processes 2;
            worker_rlimit_nofile \(fileLimit);
            error_log stderr error;
            pid \(directory)/nginx.pid;
            daemon off;
            events { worker_connections \(fileLimit); }
            http {
                access_log off;
                \(paths.joined(separator: "\n    "))
                keepalive_requests 100000000;
                keepalive_timeout 600s;
            \(servers.joined(separator: "\n"))
            }
            """
    }

    private func listen(_ entrance: Entrance) -> String {
        "listen 127.0.0.1:\(ports[entrance] ?? 0) backlog=4096 sndbuf=64k; server_name localhost;"
    }

    /// `proxy_pass` with the sizes and times that the shipped files have for the gateway.
    private var proxyServer: String {
        """
            upstream provider {
                server 127.0.0.1:\(providerPort) max_fails=0;
                keepalive 64; keepalive_requests 100000000; keepalive_timeout 600s;
            }
            server {
                \(listen(.proxyPass))
                location / {
                    proxy_pass http://provider;
                    proxy_http_version 1.1;
                    proxy_set_header Connection "";
                    proxy_buffer_size 8k;
                    proxy_read_timeout 660s;
                    client_max_body_size 32m;
                    client_body_buffer_size 256k;
                    gzip off;
                }
            }
        """
    }

    private func gatewayServer(_ entrance: Entrance, _ settings: String) -> String {
        let sockets = entrance.gateways(scaleGateways)
            .map { "server unix:\(Self.socketPath($0, in: directory)) max_fails=0;" }.joined(separator: " ")
        let keepAlive =
            entrance == .keepConnOn
            ? "keepalive 64; keepalive_requests 100000000; keepalive_timeout 600s;" : ""
        return """
                upstream \(entrance) { least_conn; \(sockets) \(keepAlive) }
                server {
                    \(listen(entrance))
                    include \(Nginx.directory)/llm-gateway-errors.conf;
                    location / {
                        include \(settings);
                        fastcgi_pass \(entrance);
                    }
                }
            """
    }
}
