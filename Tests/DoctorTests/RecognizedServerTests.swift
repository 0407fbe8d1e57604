// SPDX-License-Identifier: Apache-2.0

import Doctor
import Testing

struct RecognizedServerTests {
    @Test(arguments: [
        ("nginx/1.22.1", RecognizedServer.nginx), ("openresty/1.25.3.1", .nginx), ("Apache/2.4.62 (Debian)", .apache),
        ("lighttpd/1.4.69", .lighttpd), ("HAProxy 2.6.12-1", .haproxy), ("Caddy/v2.6.2", .caddy), ("Caddy", .caddy),
        ("cloudflare", .other), ("", .other),
    ])
    func aServerIsRecognised(_ text: String, _ server: RecognizedServer) {
        #expect(RecognizedServer(software: text, field: nil) == server)
        #expect(RecognizedServer(software: nil, field: text) == server)
    }

    @Test func theServerThatSpeaksFastCGICounts() {
        #expect(RecognizedServer(software: "lighttpd/1.4.69", field: "nginx") == .lighttpd)
        #expect(RecognizedServer(software: "unheard-of", field: "nginx") == .nginx)
        #expect(RecognizedServer(software: nil, field: nil) == .other)
    }

    @Test(arguments: [
        ("mod_proxy_fcgi", RecognizedServer.apacheProxy), ("mod_fcgid", .apacheFcgid), ("other", .apache),
    ])
    func apachesModulesAreToldApart(_ module: String, _ server: RecognizedServer) {
        #expect(RecognizedServer(software: "Apache/2.4.62", field: nil, apacheModule: module) == server)
    }
}
