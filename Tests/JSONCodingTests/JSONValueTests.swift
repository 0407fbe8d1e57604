// SPDX-License-Identifier: Apache-2.0

import ByteStrings
import JSONCoding
import Testing

struct JSONValueTests {
    @Test
    func access() throws {
        let text = #"{"error":{"message":"Nö","code":429,"param":null,"list":[1,2.5,"x",true],"retry":false},"n":12.0}"#
        let value = try parsed(text)
        let error = try #require(value["error"])
        #expect(error["message"]?.stringValue == "Nö")
        #expect(error["code"]?.intValue == 429)
        #expect(error["code"]?.doubleValue == 429)
        #expect(error["code"]?.stringValue == nil)
        #expect(error["param"] == .null)
        #expect(error["missing"] == nil)
        #expect(error["list"]?[0]?.intValue == 1)
        #expect(error["list"]?[1]?.intValue == nil)
        #expect(error["list"]?[1]?.doubleValue == 2.5)
        #expect(error["list"]?[3]?.boolValue == true)
        #expect(error["list"]?[4] == nil)
        #expect(error["list"]?[-1] == nil)
        #expect(error["list"]?["x"] == nil)
        #expect(error[0] == nil)
        #expect(error["list"]?.arrayValue?.count == 4)
        #expect(error.objectValue?.members.count == 5)
        #expect(error.arrayValue == nil)
        #expect(error["list"]?.objectValue == nil)
        #expect(error["retry"]?.boolValue == false)
        #expect(value["n"]?.intValue == 12)
    }

    @Test(arguments: JSONGrammarTests.documents)
    func writtenAsRead(_ text: String) throws {
        let value = try parsed(text)
        var writer = JSONWriter()
        value.write(to: &writer)
        #expect(try JSONValue(parsing: writer.bytes[...]) == value)
    }

    @Test
    func orderAndNotationAreKept() throws {
        let text = #"{"z":1.50,"a":1E3,"z":-0,"":[{},[],"\u001f"]}"#
        var writer = JSONWriter()
        try parsed(text).write(to: &writer)
        #expect(String(decoding: writer.bytes, as: UTF8.self) == text)
    }

    @Test
    func building() {
        var object = JSONObject()
        object.append("a", .number(JSONNumber(1)))
        object.append("a", .array([.bool(true), .null]))
        #expect(object["a"] == .array([.bool(true), .null]))
        #expect(object["b"] == nil)
        var writer = JSONWriter()
        JSONValue.object(object).write(to: &writer)
        #expect(String(decoding: writer.bytes, as: UTF8.self) == #"{"a":1,"a":[true,null]}"#)
    }

    @Test
    func limits() {
        #expect(throws: JSONError.self) { try JSONValue(parsing: Array(nested(5).utf8)[...], maximumDepth: 4) }
        #expect(throws: JSONError.self) { try JSONValue(parsing: Array("1 1".utf8)[...]) }
        #expect(throws: JSONError.self) { try JSONValue(parsing: []) }
    }
}
