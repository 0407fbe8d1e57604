// SPDX-License-Identifier: Apache-2.0

import ByteStrings
import Dialects
import Testing
import Upstream

@testable import Attempts

/// When to try again.
@Suite struct RetryAfterTests {
    @Test(
        arguments: [
            ("20", 20), ("0", 0), ("1.2", 2), (" 7 ", 7), ("999999999999", 86_400), ("-1", nil), ("soon", nil),
            ("", nil),
            ("nan", nil), ("inf", nil), ("Sun, 06 Nov 1994 08:49:37 GMT", 30), ("Sunday, 06-Nov-94 08:49:37 GMT", 30),
            ("Sun Nov  6 08:49:37 1994", 30), ("Sun, 06 Nov 1994 08:49:00 GMT", nil),
            ("Mon, 07 Nov 1994 08:49:07 GMT", 86_400),
        ] as [(String, Int?)]
    )
    func header(_ text: String, _ expected: Int?) {
        let head = UpstreamResponseHead(
            status: 429,
            headerFields: [("Date", "Sun, 06 Nov 1994 08:49:07 GMT"), ("Retry-After", text)]
        )
        #expect(RetryAfter.seconds(in: head) == expected)
    }

    @Test func milliseconds() {
        func seconds(_ text: String) -> Int? {
            RetryAfter.seconds(
                in: UpstreamResponseHead(status: 429, headerFields: [("retry-after-ms", text), ("retry-after", "9")])
            )
        }
        #expect(seconds("1500") == 2)
        #expect(seconds("3000") == 3)
        #expect(seconds("0") == 9)
        #expect(seconds("x") == 9)
        #expect(RetryAfter.seconds(in: UpstreamResponseHead(status: 429)) == nil)
    }

    @Test func aDateWithoutAClockToCompare() {
        let fields = [("retry-after", "Sun, 06 Nov 1994 08:49:37 GMT")]
        #expect(RetryAfter.seconds(in: UpstreamResponseHead(status: 429, headerFields: fields)) == nil)
    }

    @Test(
        arguments: [
            ("Please try again in 7.66s. Visit", 8), ("Please try again in 1m30.5s.", 91), ("try again in 6ms", 1),
            ("Please retry after 20 seconds.", 20), ("Try again in 2 minutes", 120), ("try again in 1h2m3s", 3723),
            ("Please retry in 48s", 48), ("try again in a moment", nil), ("try again later", nil), ("", nil),
            ("try again in a while, or try again in 5s", nil), ("try again in 5 apples", nil),
            ("Try again after 20 seconds", 20), ("Please wait 30 seconds", 30), ("wait for 1.5 minutes", 90),
            ("Please retry your request in 9s", 9), ("Your quota will reset after 7s.", 7), ("resets in 1h", 3600),
            ("Limit 3 in 1 minute. Please try again in 20s.", 20),
        ] as [(String, Int?)]
    )
    func message(_ text: String, _ expected: Int?) {
        #expect(RetryAfter.seconds(inMessage: ByteString(text)) == expected)
    }

    @Test(
        arguments: [
            ("Thu, 01 Jan 1970 00:00:00 GMT", 0), ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777),
            ("Thu, 29 Feb 2024 12:00:00 GMT", 1_709_208_000), ("Tue, 31 Dec 2069 23:59:59 GMT", 3_155_759_999),
            ("Sun, 06 Foo 1994 08:49:37 GMT", nil), ("Sun, 06 Nov 1994", nil), ("08:49:37", nil),
            ("Sun, 06 Nov 1994 25:49:37 GMT", nil), ("Sun, 66 Nov 1994 08:49:37 GMT", nil),
        ] as [(String, Int?)]
    )
    func dates(_ text: String, _ expected: Int?) {
        #expect(HTTPDate.seconds(ByteString(text)) == expected)
    }
}
