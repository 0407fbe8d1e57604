// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Gateway

struct PathPrefixTests {
    @Test(arguments: [("/ai", "/ai"), ("/ai/", "/ai"), ("/", ""), ("/tools/ai-1_2.~", "/tools/ai-1_2.~")])
    func prefixesAreRead(_ text: String, _ path: String) throws {
        #expect(try #require(PathPrefix(text)).path == path)
    }

    @Test(arguments: ["ai", "/a//b", "//", "/a b", "/a?b", "/%61", "/ä", "/..", "/a/../b", "/."])
    func whatIsNoPlainPathIsRefused(_ text: String) {
        #expect(PathPrefix(text) == nil)
    }

    @Test(arguments: [
        ("/ai/llm/generation", "/llm/generation"), ("/ai", "/"), ("/ai/", "/"), ("/aid/llm", nil), ("/llm/x", nil),
        ("/", nil), ("/AI/llm", nil),
    ])
    func pathsAreStripped(_ path: String, _ route: String?) throws {
        #expect(try #require(PathPrefix("/ai")).strip(path) == route)
    }

    @Test func withoutAPrefixPathsStayAsTheyAre() {
        #expect(PathPrefix().strip("/llm/x") == "/llm/x")
    }
}
