// SPDX-License-Identifier: Apache-2.0

import Doctor
import FoundationEssentials
import Testing

struct AdviceTests {
    /// 16 MiB, the gateway's own default.
    private static let body = 16_777_216

    static let directives: [(Symptom, RecognizedServer, String)] = [
        (.buffered(isProxied: false), .nginx, "fastcgi_ignore_headers"),
        (.buffered(isProxied: false), .nginx, "fastcgi_buffering off;"),
        (.buffered(isProxied: false), .apacheProxy, "flushpackets=on"),
        (.buffered(isProxied: false), .apacheFcgid, "FcgidOutputBufferSize 0"),
        (.buffered(isProxied: false), .lighttpd, "server.stream-response-body = 2"),
        (.buffered(isProxied: false), .haproxy, "option http-no-delay"),
        (.buffered(isProxied: false), .caddy, "no encode"),
        (.disconnectNotTold, .nginx, "fastcgi_ignore_client_abort off;"),
        (.disconnectNotTold, .haproxy, "option abortonclose"),
        (.disconnectNotTold, .lighttpd, "server.stream-response-body = 2"),
        (.bodyRefused(bytes: body), .nginx, "client_max_body_size 17m;"),
        (.bodyRefused(bytes: body), .apacheProxy, "LimitRequestBody 17825792"),
        (.bodyRefused(bytes: body), .apacheFcgid, "FcgidMaxRequestLen 17825792"),
        (.bodyRefused(bytes: body), .lighttpd, "server.max-request-size = 17408"),
        (.bodyRefused(bytes: body), .caddy, "max_size 17MiB"),
        (.bodyRefused(bytes: 1), .nginx, "client_max_body_size 1m;"),
        (.chunksRefused, .haproxy, "tune.bufsize"), (.chunksRefused, .apacheFcgid, "HTTP/2"),
        (.silenceCut(seconds: 660), .nginx, "fastcgi_read_timeout 660s;"),
        (.silenceCut(seconds: 660), .apacheProxy, "ProxyTimeout 660"),
        (.silenceCut(seconds: 660), .apacheFcgid, "FcgidIOTimeout 660"),
        (.silenceCut(seconds: 660), .apacheFcgid, "FcgidBusyTimeout 660"),
        (.silenceCut(seconds: 660), .lighttpd, "server.max-write-idle = 660"),
        (.silenceCut(seconds: 660), .haproxy, "timeout server 660s"),
        (.silenceCut(seconds: 660), .caddy, "read_timeout 660s"),
        (.missing(.authorization), .nginx, "fastcgi_param HTTP_AUTHORIZATION $http_authorization;"),
        (.missing(.authorization), .apacheProxy, "CGIPassAuth On"),
        (.missing(.authorization), .apacheFcgid, "CGIPassAuth On"),
        (.missing(.authorization), .haproxy, "set-param HTTP_AUTHORIZATION %[req.hdr(authorization)]"),
        (.missing(.requestID), .nginx, "fastcgi_param REQUEST_ID $request_id;"),
        (.missing(.https), .nginx, "fastcgi_param HTTPS $https if_not_empty;"),
        (.noGateway(socket: "/run/x.sock"), .nginx, "fastcgi_pass unix:/run/x.sock;"),
        (.noGateway(socket: "/run/x.sock"), .apacheProxy, "unix:/run/x.sock|fcgi://"),
        (.noLocation(path: "/ai/"), .nginx, "location /ai/"),
        (.slashRefused, .apacheProxy, "AllowEncodedSlashes NoDecode"),
    ]

    @Test(arguments: RecognizedServer.allCases)
    func aProxyBeforeTheServerIsLookedAtFirst(_ server: RecognizedServer) {
        let lines = Advice.lines(for: .buffered(isProxied: true), in: server)
        #expect(lines[0].contains("a proxy stands before"))
        // What is in force where the server itself holds nothing back.
        for directive in ["fastcgi_ignore_headers", "fastcgi_buffering off", "flushpackets", "FcgidOutputBufferSize"] {
            #expect(!lines.contains { $0.contains(directive) })
        }
    }

    @Test(arguments: directives)
    func theServersOwnDirectiveIsNamed(_ symptom: Symptom, _ server: RecognizedServer, _ directive: String) {
        let lines = Advice.lines(for: symptom, in: server)
        #expect(lines.contains { $0.contains(directive) }, "\(lines)")
    }

    static let symptoms: [Symptom] =
        [
            .noGateway(socket: nil), .noLocation(path: "/"), .buffered(isProxied: false), .buffered(isProxied: true),
            .chunksRefused, .disconnectNotTold, .bodyRefused(bytes: 1_000),
            .silenceCut(seconds: 60),
        ] + Symptom.Field.allCases.map { .missing($0) } + [.slashRefused]

    /// All of it, as it was when it was code: Fixtures/advice.txt.
    @Test func everyLineIsWhatItWas() throws {
        let path = #filePath.replacing("AdviceTests.swift", with: "Fixtures/advice.txt")
        let expected = try String(contentsOfFile: path, encoding: .utf8)
        var text = ""
        for symptom in Self.symptoms {
            for server in RecognizedServer.allCases {
                text += "## \(symptom), \(server.title)\n"
                for line in Advice.lines(for: symptom, in: server) { text += "\(line)\n" }
            }
        }
        #expect(text == expected)
    }

    @Test(arguments: symptoms, RecognizedServer.allCases)
    func everySymptomHasAdvice(_ symptom: Symptom, _ server: RecognizedServer) {
        let lines = Advice.lines(for: symptom, in: server)
        #expect(!lines.isEmpty)
        #expect(lines.allSatisfy { !$0.isEmpty })
        let isTagged = lines.allSatisfy { $0.hasPrefix("mod_proxy_fcgi: ") || $0.hasPrefix("mod_fcgid: ") }
        #expect(isTagged == (server == .apache))
    }
}
