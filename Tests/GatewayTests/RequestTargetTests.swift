// SPDX-License-Identifier: Apache-2.0

import ByteStrings
import FastCGI
import Testing

@testable import Gateway

struct RequestTargetTests {
    @Test(arguments: [
        ("/llm/generation", "/llm/generation"), ("/", "/"), ("/?a=b", "/"), ("/llm/x/?y", "/llm/x"),
        ("/llm/x#y", "/llm/x"),
        ("//llm/x", "/llm/x"), ("/llm//x///", "/llm/x"), ("///", "/"), ("/%6clm/%78", "/llm/x"), ("/llm%2fx", "/llm/x"),
        ("/llm/%2Fx", "/llm/x"), ("/llm%", "/llm%"), ("/llm%2", "/llm%2"), ("/llm%zz", "/llm%zz"),
        // Decoded once.
        ("/llm%252fx", "/llm%2fx"), ("/LLM/x", "/LLM/x"), ("/a/../llm", "/a/../llm"), ("/./llm", "/./llm"),
        ("/llm;v=1", "/llm;v=1"), ("/a?b=http://c//d", "/a"),
    ])
    func onePathHasOneSpelling(_ target: String, _ path: String) {
        #expect(RequestTarget(ByteString(target)).path.string == path)
    }

    @Test(arguments: [
        ("http://llm.example.com/llm/x?y=1", "/llm/x", "y=1"), ("HTTPS://[::1]:8443/llm/x", "/llm/x", ""),
        ("http://h//llm/x/", "/llm/x", ""), ("http://h", "/", ""), ("http://h?y", "/", "y"), ("http://h/", "/", ""),
        ("http://user@h/llm?u=http://i/j", "/llm", "u=http://i/j"),
        // No host, other schemes, and what is no scheme at all.
        ("http:///llm/x", "http:/llm/x", ""), ("http://", "http:", ""), ("ftp://h/llm/x", "ftp:/h/llm/x", ""),
        ("/http://h/llm/x", "/http:/h/llm/x", ""), ("*", "*", ""), ("h:443", "h:443", ""), ("?y", "", "y"),
        ("", "", ""),
    ])
    func schemeAndAuthorityAreLeftOut(_ target: String, _ path: String, _ query: String) {
        let target = RequestTarget(ByteString(target))
        #expect(target.path.string == path)
        #expect(target.query.string == query)
    }

    @Test(arguments: ["/metrics", "/metrics?x", "http://h/metrics", "/a/b", "/"])
    func theSpellingThatIsComparedIsNormal(_ target: String) {
        #expect(RequestTarget(ByteString(target)).isNormal)
    }

    @Test(arguments: [
        "/metrics/", "//metrics", "/metrics%2f", "/%6detrics", "/a%2fb", "http://h//metrics", "//", "/metrics//?x",
    ])
    func everyOtherSpellingIsNot(_ target: String) {
        #expect(!RequestTarget(ByteString(target)).isNormal)
    }

    @Test func whatIsShownIsWhatCame() {
        #expect(RequestTarget("//a%20b/?c").shownPath.string == "//a b/")
    }

    @Test func theWebServersVariablesAreAskedInTurn() throws {
        func target(_ params: Params) -> RequestTarget? { RequestTarget(params) }
        let both = try #require(target(["REQUEST_URI": "/a?b", "SCRIPT_NAME": "/c", "QUERY_STRING": "d"]))
        #expect(both.path.string == "/a")
        #expect(both.query.string == "b")
        let divided = try #require(
            target(["REQUEST_URI": "", "SCRIPT_NAME": "/ai", "PATH_INFO": "/llm/x/", "QUERY_STRING": "y=1"])
        )
        #expect(divided.path.string == "/ai/llm/x")
        #expect(divided.query.string == "y=1")
        #expect(target(["PATH_INFO": "/llm/x"])?.path.string == "/llm/x")
        #expect(target(["SCRIPT_NAME": "/llm/x"])?.path.string == "/llm/x")
        #expect(target(["SCRIPT_NAME": "/llm/x", "PATH_INFO": ""])?.isNormal == true)
        // The web server has decoded them: what looks like an escape or a query is none.
        #expect(target(["PATH_INFO": "/llm%2fx?y"])?.path.string == "/llm%2fx?y")
        #expect(target(["PATH_INFO": "/metrics/"])?.isNormal == false)
    }

    @Test(arguments: [[:], ["QUERY_STRING": "x"], ["SCRIPT_NAME": "", "PATH_INFO": "", "REQUEST_URI": ""]])
    func withoutThemThereIsNoTarget(_ variables: [String: String]) {
        var params = Params()
        for (name, value) in variables { params.append(name: name.utf8, value: value.utf8) }
        #expect(RequestTarget(params) == nil)
    }
}
