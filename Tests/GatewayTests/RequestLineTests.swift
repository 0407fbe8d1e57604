// SPDX-License-Identifier: Apache-2.0

import FastCGI
import Testing

@testable import Gateway

struct RequestLineTests {
    @Test func nginxsRequestIDIsKept() {
        #expect(RequestID.make(from: Params(["REQUEST_ID": "4f2a-B_c.9"])) == "4f2a-B_c.9")
    }

    @Test(arguments: ["", "has space", "quote\"", "line\nbreak", String(repeating: "a", count: 129)])
    func anIDThatCouldDoHarmIsReplaced(_ given: String) {
        let id = RequestID.make(from: Params(["REQUEST_ID": given]))
        #expect(id.utf8.count == 32)
        #expect(id.allSatisfy { $0.isHexDigit })
    }

    @Test func ownIDsAreUnique() {
        let ids = (0..<1_000).map { _ in RequestID.make(from: Params()) }
        #expect(Set(ids).count == ids.count)
    }

    @Test(arguments: [
        ("secret", "secret", true), ("secret", "secreT", false), ("", "secret", false),
        ("secretsecret", "secret", false),
        ("secre", "secret", false), ("secret", "", false), ("", "", false),
    ])
    func keysAreCompared(_ given: String, _ expected: String, _ isEqual: Bool) {
        #expect(ConstantTime.equal(given.utf8, expected.utf8) == isEqual)
    }
}
