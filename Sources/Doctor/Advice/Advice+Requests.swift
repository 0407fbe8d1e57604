// SPDX-License-Identifier: Apache-2.0

extension Advice {
    static func noGateway(_ socket: String, _ server: RecognizedServer) -> [String] {
        let directives: [String] =
            switch server {
            case .nginx: ["fastcgi_pass unix:\(socket);"]
            case .apacheProxy: ["ProxyPass \"/llm/\" \"unix:\(socket)|fcgi://llm-gateway/llm/\" flushpackets=on"]
            case .apacheFcgid: ["Apache starts the gateway itself: its error log says why it does not"]
            case .lighttpd: ["in fastcgi.server: \"socket\" => \"\(socket)\""]
            case .haproxy: ["in the backend: server gateway \(socket) proto fcgi"]
            case .caddy: ["reverse_proxy unix/\(socket) with transport fastcgi"]
            case .apache, .other: ["the web server has to pass requests on to \(socket)"]
            }
        return ["is the gateway running, and does it listen where the web server looks?"] + directives + [
            "and the web server's user has to be in the socket's group: GATEWAY_SOCKET_GROUP"
        ]
    }

    static func noLocation(_ path: String, _ server: RecognizedServer) -> [String] {
        switch server {
        case .nginx: ["location \(path) { include llm-gateway-fastcgi.conf; fastcgi_pass …; }"]
        case .apacheProxy: ["ProxyPass \"\(path)\" \"unix:…|fcgi://llm-gateway\(path)\" flushpackets=on"]
        case .apacheFcgid: ["the rewrite rule in .htaccess has to cover \(path)"]
        case .lighttpd: ["$HTTP[\"url\"] =~ \"^\(path)\" { fastcgi.server = … }"]
        case .haproxy: ["use_backend of the gateway if { path_beg \(path) }"]
        case .caddy: ["handle \(path)* { reverse_proxy … }"]
        case .apache, .other: ["let \(path) lead to the gateway as well"]
        }
    }

    static func bodyRefused(_ bytes: Int, _ server: RecognizedServer) -> [String] {
        // Above the gateway's limit, so that the gateway itself answers a body that is too large.
        let mebibytes = (bytes >> 20) + 1
        let limit = mebibytes << 20
        let directives =
            switch server {
            case .nginx: ["client_max_body_size \(mebibytes)m;"]
            case .apacheProxy: ["LimitRequestBody \(limit)"]
            case .apacheFcgid: ["FcgidMaxRequestLen \(limit)", "LimitRequestBody \(limit)"]
            case .lighttpd: ["server.max-request-size = \(limit >> 10)"]
            case .haproxy: ["no http-request deny by the length of a body below \(limit) bytes"]
            case .caddy: ["request_body { max_size \(mebibytes)MiB }"]
            case .apache, .other: ["let bodies of \(limit) bytes pass"]
            }
        return directives + ["or a lower GATEWAY_MAX_BODY"]
    }

    static func chunksRefused(_ server: RecognizedServer) -> [String] {
        switch server {
        case .haproxy: ["in the section global: tune.bufsize 65536"]
        case .apacheFcgid: ["without HTTP/2 for these paths: mod_fcgid loses a body that has no length there"]
        case .nginx, .apacheProxy, .apache, .lighttpd, .caddy, .other:
            ["let bodies with Transfer-Encoding: chunked pass, or let callers send Content-Length"]
        }
    }

    static func missing(_ field: Symptom.Field, _ server: RecognizedServer) -> [String] {
        switch server {
        case .nginx: [nginxParam(field)]
        case .apacheProxy, .apacheFcgid: apacheParam(field)
        case .haproxy: [haproxyParam(field)]
        case .caddy: [caddyParam(field)]
        case .apache, .lighttpd, .other: ["let the web server pass \(field.rawValue) on as a FastCGI variable"]
        }
    }

    private static func nginxParam(_ field: Symptom.Field) -> String {
        switch field {
        case .apiKey: "fastcgi_param HTTP_X_API_KEY $http_x_api_key;"
        case .authorization: "fastcgi_param HTTP_AUTHORIZATION $http_authorization;"
        case .requestID: "fastcgi_param REQUEST_ID $request_id;"
        case .remoteAddress: "fastcgi_param REMOTE_ADDR $remote_addr;"
        case .https: "fastcgi_param HTTPS $https if_not_empty;"
        }
    }

    private static func apacheParam(_ field: Symptom.Field) -> [String] {
        switch field {
        case .apiKey: ["no RequestHeader unset X-API-Key"]
        case .authorization: ["CGIPassAuth On"]
        case .requestID: ["nothing: the gateway makes ids of its own"]
        case .remoteAddress: ["RemoteIPHeader, if a proxy stands before Apache"]
        case .https: ["SetEnv HTTPS on, where a proxy before Apache ends TLS"]
        }
    }

    private static func haproxyParam(_ field: Symptom.Field) -> String {
        switch field {
        case .apiKey: "in the fcgi-app: set-param HTTP_X_API_KEY %[req.hdr(x-api-key)]"
        case .authorization: "in the fcgi-app: set-param HTTP_AUTHORIZATION %[req.hdr(authorization)]"
        case .requestID: "in the fcgi-app: set-param REQUEST_ID %[unique-id]"
        case .remoteAddress: "in the fcgi-app: set-param REMOTE_ADDR %[src]"
        case .https: "in the fcgi-app: set-param HTTPS on if { ssl_fc }"
        }
    }

    private static func caddyParam(_ field: Symptom.Field) -> String {
        switch field {
        case .apiKey: "in transport fastcgi: env HTTP_X_API_KEY {http.request.header.X-API-Key}"
        case .authorization: "in transport fastcgi: env HTTP_AUTHORIZATION {http.request.header.Authorization}"
        case .requestID: "in transport fastcgi: env REQUEST_ID {http.request.uuid}"
        case .remoteAddress: "in transport fastcgi: env REMOTE_ADDR {http.request.remote.host}"
        case .https: "in transport fastcgi: env HTTPS on"
        }
    }
}
