// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Configuration

struct PathPrefixTests {
    @Test(arguments: [("/ai", "/ai"), ("/ai/", "/ai"), ("/", ""), ("/tools/ai-1_2.~", "/tools/ai-1_2.~")])
    func prefixesAreRead(_ text: String, _ path: String) throws {
        #expect(try #require(PathPrefix(text)).path == path)
    }

    @Test(arguments: ["ai", "/a//b", "//", "/a b", "/a?b", "/%61", "/ä", "/..", "/a/../b", "/."])
    func whatIsNoPlainPathIsRefused(_ text: String) {
        #expect(PathPrefix(text) == nil)
    }

    @Test func routesAreBelowIt() throws {
        let prefix = try #require(PathPrefix("/ai"))
        #expect(prefix.path(of: "/llm/x") == "/ai/llm/x")
        #expect(prefix.path(of: "/") == "/ai")
        #expect(PathPrefix().path(of: "/llm/x") == "/llm/x")
        #expect(PathPrefix().path(of: "/") == "/")
    }
}
