// SPDX-License-Identifier: Apache-2.0

extension Advice {
    static func buffered(_ server: RecognizedServer) -> [String] {
        switch server {
        case .nginx:
            [
                "take X-Accel-Buffering out of fastcgi_ignore_headers: the gateway switches buffering off with it, "
                    + "stream by stream",
                "or, in the gateway's location: fastcgi_buffering off;",
            ]
        case .apacheProxy:
            ["at the end of the gateway's ProxyPass: flushpackets=on", "and no compression: SetEnv no-gzip 1"]
        case .apacheFcgid:
            ["FcgidOutputBufferSize 0", "and no compression: SetEnv no-gzip 1"]
        case .lighttpd:
            ["server.stream-response-body = 2"]
        case .haproxy:
            ["option http-no-delay"]
        case .caddy:
            ["no encode on the gateway's paths"]
        case .apache, .other:
            [
                "let the web server pass each piece of a response on as it comes: no buffering and no compression of "
                    + "the gateway's responses",
                "a proxy or a CDN before the web server needs the same",
            ]
        }
    }

    /// Which of the two it is shows when the proxy is left out; what the web server itself has to be told comes after that.
    static func bufferedByProxy(_ server: RecognizedServer) -> [String] {
        let passing =
            server == .nginx ? ["or, so that it need not be told: fastcgi_pass_header X-Accel-Buffering;"] : []
        return [
            "a proxy stands before \(server.title): examine without it first, llm-gateway doctor with the address that "
                + "the proxy passes requests on to",
            "if streaming is ok there, it is the proxy: no buffering and no compression of these paths; in nginx, "
                + "proxy_buffering off;",
        ] + passing
    }

    static func disconnectNotTold(_ server: RecognizedServer) -> [String] {
        switch server {
        case .nginx: ["fastcgi_ignore_client_abort off;"]
        case .apacheProxy: ["at the end of the gateway's ProxyPass: flushpackets=on"]
        case .apacheFcgid: ["FcgidOutputBufferSize 0"]
        case .lighttpd: ["server.stream-response-body = 2", "in fastcgi.server: \"tcp-fin-propagate\" => \"enable\""]
        case .haproxy: ["in the section defaults: option abortonclose", "in the fcgi-app: no option keep-conn"]
        case .apache, .caddy, .other:
            ["let the web server close its connection to the gateway when its client is gone"]
        }
    }

    static func silenceCut(_ seconds: Int, _ server: RecognizedServer) -> [String] {
        let directives =
            switch server {
            case .nginx: ["fastcgi_read_timeout \(seconds)s;"]
            case .apacheProxy: ["ProxyTimeout \(seconds)", "or timeout=\(seconds) at the end of the ProxyPass"]
            case .apacheFcgid: ["FcgidIOTimeout \(seconds)", "FcgidBusyTimeout \(seconds)"]
            case .lighttpd: ["in fastcgi.server: \"read-timeout\" => \(seconds)", "server.max-write-idle = \(seconds)"]
            case .haproxy: ["timeout server \(seconds)s"]
            case .caddy: ["in transport fastcgi: read_timeout \(seconds)s"]
            case .apache, .other: ["let the gateway be silent for \(seconds) s"]
            }
        return directives + [
            "above GATEWAY_TOTAL_TIMEOUT, because an answer in one piece is silent until it is there",
            "or, for streams alone, a shorter GATEWAY_KEEPALIVE_INTERVAL",
        ]
    }
}
