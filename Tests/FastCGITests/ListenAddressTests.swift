// SPDX-License-Identifier: Apache-2.0

@testable import FastCGI
import Testing

struct ListenAddressTests {
    @Test(
        arguments: [
            ("unix:/run/gateway.sock", .unix(path: "/run/gateway.sock")),
            ("unix:/a b:9000", .unix(path: "/a b:9000")),
            ("127.0.0.1:9000", .tcp(host: "127.0.0.1", port: 9_000)),
            ("localhost:0", .tcp(host: "localhost", port: 0)),
            ("gateway.example:65535", .tcp(host: "gateway.example", port: 65_535)),
            ("[::1]:9000", .tcp(host: "::1", port: 9_000)),
            ("[fe80::1%eth0]:80", .tcp(host: "fe80::1%eth0", port: 80)),
        ] as [(String, ListenAddress)]
    )
    func addressIsReadAndWritten(_ text: String, _ address: ListenAddress) throws {
        #expect(try ListenAddress(text) == address)
        #expect(address.description == text)
    }

    @Test(arguments: [
        "", ":", "unix:", "unix:run/gateway.sock", "unix", "/run/gateway.sock", "9000", ":9000", "localhost",
        "localhost:", "localhost:65536", "localhost:-1", "localhost:http", "localhost: 80", "::1:9000", "[]:9000",
        "[::1]", "[::1:9000", "::1]:9000", "[::1]x:9000", "[localhost]:9000", "[[::1]]:9000",
    ])
    func otherTextIsRefused(_ text: String) {
        let error = #expect(throws: FastCGIError.self) { try ListenAddress(text) }
        #expect(error?.code == .configuration)
    }

    @Test
    func pathMayHave107Bytes() throws {
        let path = "/" + String(repeating: "x", count: 106)
        #expect(try ListenAddress("unix:" + path) == .unix(path: path))
        let error = #expect(throws: FastCGIError.self) { try ListenAddress("unix:" + path + "x") }
        #expect(error?.code == .configuration)
        // Bytes count, not characters.
        #expect(throws: FastCGIError.self) { try ListenAddress("unix:/" + String(repeating: "ä", count: 54)) }
    }

    @Test(arguments: [
        ("unix:/run/gateway.sock", true), ("127.0.0.1:9000", true), ("127.1.2.3:9000", true), ("localhost:9000", true),
        ("[::1]:9000", true), ("0.0.0.0:9000", false), ("[::]:9000", false), ("10.0.0.1:9000", false),
        ("gateway.example:9000", false), ("127.example:9000", false),
    ])
    func localAddressesAreKnown(_ text: String, _ isLocal: Bool) throws {
        #expect(try ListenAddress(text).isLocal == isLocal)
    }
}
