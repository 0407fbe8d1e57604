// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Dialects

struct CompactJSONTests {
    @Test(arguments: [
        ("{ }", "{}"), ("{\n \"a b\" :\t1.0 ,\r\n \"c\": [ 1 , 2e+3 ] }", #"{"a b":1.0,"c":[1,2e+3]}"#),
        (#"{"a" : "x \" , y" }"#, #"{"a":"x \" , y"}"#), (#"{"a" : "\\" , "b" : " " }"#, #"{"a":"\\","b":" "}"#),
        (#"{"ü" : "ä  ö"}"#, #"{"ü":"ä  ö"}"#), ("", ""),
    ])
    func blanksBetweenTokensGo(_ text: String, _ expected: String) {
        #expect(String(decoding: Array(text.utf8)[...].compactJSON, as: UTF8.self) == expected)
    }
}
