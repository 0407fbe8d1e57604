// SPDX-License-Identifier: Apache-2.0

import ByteStrings
import Configuration
import HTTPTypes
import Testing

@testable import Gateway

struct RouterTests {
    private static func router(below prefix: String = "/") throws -> Router {
        let silent = SilentDoor.Silent()
        let door = SilentDoor([
            Route(.get, "/", silent), Route(.post, "/llm/x", silent), Route(.get, "/probe", for: .probes, silent),
            Route(.get, "/figures", for: .operators, silent), Route(.get, "/figures/all", for: .operators, silent),
        ])
        return Router(
            [door],
            fallback: door,
            below: try #require(PathPrefix(prefix))
        )
    }

    @Test(arguments: [
        ("/", "/"), ("", nil), ("//", "/"), ("/llm/x", "/llm/x"), ("/llm/x/", "/llm/x"), ("//llm//x", "/llm/x"),
        ("/llm%2Fx", "/llm/x"), ("http://h/llm/x", "/llm/x"), ("/llm/X", nil), ("/llm/./x", nil), ("/llm/x;a", nil),
        ("/probe", "/probe"), ("/figures?a", "/figures"), ("http://h/figures", "/figures"),
        ("/figures/all", "/figures/all"),
    ])
    func aTargetNamesAResource(_ target: String, _ route: String?) throws {
        #expect(try Self.router().resource(at: RequestTarget(ByteString(target)))?.route == route)
    }

    @Test(arguments: ["/probe", "/figures", "/figures/all"], Spelling.others)
    func operatorsPathsHaveOneSpelling(_ path: String, _ spelling: Spelling) throws {
        for prefix in ["/", "/ai", "/tools/ai"] {
            let target = RequestTarget(ByteString(spelling.of(PathPrefix(prefix)?.path(of: path) ?? "")))
            #expect(try Self.router(below: prefix).resource(at: target) == nil, "\(target.shownPath)")
        }
    }

    @Test(arguments: [
        ("/ai/llm/x", "/llm/x"), ("/ai", "/"), ("/ai/", "/"), ("/aid/llm/x", nil), ("/llm/x", nil), ("/", nil),
        ("/AI/llm/x", nil), ("//ai//llm/x", "/llm/x"), ("/ai/figures", "/figures"), ("/figures", nil),
    ])
    func everythingIsBelowThePrefix(_ target: String, _ route: String?) throws {
        #expect(try Self.router(below: "/ai").resource(at: RequestTarget(ByteString(target)))?.route == route)
    }

    @Test func headWorksWhereverGetDoes() throws {
        let router = try Self.router()
        #expect(Set(try #require(router.resource(at: RequestTarget("/"))).endpoints.keys) == [.get, .head])
        #expect(Set(try #require(router.resource(at: RequestTarget("/llm/x"))).endpoints.keys) == [.post])
    }

    @Test func onlyProbesNeedNoKey() throws {
        let router = try Self.router()
        #expect(router.resource(at: RequestTarget("/probe"))?.isOpen == true)
        for path: ByteString in ["/figures", "/llm/x", "/"] {
            #expect(router.resource(at: RequestTarget(path))?.isOpen == false)
        }
    }
}

/// A way to write a path other than the plain one.
struct Spelling: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let of: @Sendable (String) -> String

    static let others = [
        Spelling(testDescription: "slash at the end") { "\($0)/" },
        Spelling(testDescription: "slashes at the end") { "\($0)//" },
        Spelling(testDescription: "escaped slash at the end") { "\($0)%2f" },
        Spelling(testDescription: "two slashes before it") { "/\($0)" },
        Spelling(testDescription: "escaped first slash") { "%2F\($0.dropFirst())" },
        Spelling(testDescription: "slashes within") { "/\($0.dropFirst().replacing("/", with: "//"))/" },
        Spelling(testDescription: "escaped letter") {
            "\($0.dropLast())%\(String(Array($0.utf8.suffix(1))[0], radix: 16))"
        },
        Spelling(testDescription: "dot before it") { "/.\($0)" },
        Spelling(testDescription: "dot behind it") { "\($0)/." },
        Spelling(testDescription: "dots") { "/x/..\($0)" },
        Spelling(testDescription: "escaped dots") { "/x/%2e%2e\($0)" },
        Spelling(testDescription: "capital letters") { $0.uppercased() },
        Spelling(testDescription: "parameter") { "\($0);a=b" },
        Spelling(testDescription: "NUL") { "\($0)%00" },
        Spelling(testDescription: "blank") { "\($0)%20" },
        Spelling(testDescription: "escaped question mark") { "\($0)%3fa" },
        Spelling(testDescription: "authority and two slashes") { "http://h/\($0)" },
    ]
}
