// SPDX-License-Identifier: Apache-2.0

import FastCGI
import HTTPTypes
import Testing

struct ResponseHeadTests {
    private func text(_ head: ResponseHead) -> String {
        var bytes: [UInt8] = []
        head.append(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test
    func headIsWrittenAsCGI() {
        let head = ResponseHead(status: .ok, headerFields: [.contentType: "text/plain", .cacheControl: "no-cache"])
        #expect(text(head) == "Status: 200 OK\r\nContent-Type: text/plain\r\nCache-Control: no-cache\r\n\r\n")
    }

    @Test
    func bytesInFrontAreKept() {
        var bytes = Array("x".utf8)
        ResponseHead(status: .notFound).append(to: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == "xStatus: 404 Not Found\r\n\r\n")
    }

    @Test(arguments: 100...599)
    func statusAlwaysHasAReason(_ code: Int) {
        let line = text(ResponseHead(status: HTTPResponse.Status(code: code))).split(separator: "\r\n")[0]
        let parts = line.split(separator: " ", maxSplits: 2)
        #expect(parts.count == 3)
        #expect(parts[0] == "Status:")
        #expect(parts[1] == "\(code)")
    }

    @Test
    func reasonOfOnesOwnIsKept() {
        let status = HTTPResponse.Status(code: 299, reasonPhrase: "Quite Fine")
        #expect(text(ResponseHead(status: status)) == "Status: 299 Quite Fine\r\n\r\n")
    }

    @Test
    func lineBreaksCannotBeSmuggledIn() {
        let status = HTTPResponse.Status(code: 200, reasonPhrase: "OK\r\nX-Evil: 1")
        let head = ResponseHead(status: status, headerFields: [.location: "/a\r\nX-Evil: 1\r\n\r\nbody"])
        let lines = text(head).split(separator: "\r\n", omittingEmptySubsequences: false)
        #expect(lines.count == 4)
        #expect(!lines.contains { $0.hasPrefix("X-Evil") || $0.hasPrefix("body") })
    }

    @Test
    func repeatedFieldsStayApart() {
        var fields = HTTPFields()
        fields.append(HTTPField(name: .setCookie, value: "a=1"))
        fields.append(HTTPField(name: .setCookie, value: "b=2"))
        #expect(
            text(ResponseHead(status: .noContent, headerFields: fields))
                == "Status: 204 No Content\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\n\r\n"
        )
    }
}
