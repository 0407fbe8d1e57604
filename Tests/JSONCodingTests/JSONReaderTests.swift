// SPDX-License-Identifier: Apache-2.0

import ByteStrings
import JSONCoding
import Testing

struct JSONReaderTests {
    @Test
    func walk() throws {
        let text = #" { "a" : [ 1 , "x" , [ ] , { } ] , "b" : { "c" : null } , "d" : true , "e":false, "":-0.5e1 } "#
        var reader = JSONReader(Array(text.utf8))
        var seen: [String] = []
        try reader.beginObject()
        while let key = try reader.nextKey() {
            seen.append(key.string)
            switch key {
            case "a":
                try reader.beginArray()
                #expect(try reader.nextElement())
                #expect(try reader.readNumber().int == 1)
                #expect(try reader.nextElement())
                #expect(try reader.readString().equals("x"))
                #expect(try reader.nextElement())
                try reader.beginArray()
                #expect(try !reader.nextElement())
                #expect(try reader.nextElement())
                try reader.beginObject()
                #expect(try reader.nextKey() == nil)
                #expect(try !reader.nextElement())
            case "b":
                #expect(try reader.captureValue().elementsEqual("{ \"c\" : null }".utf8))
            case "d", "e":
                #expect(try reader.peekKind() == .boolean)
                #expect(try reader.readBool() == key.equals("d"))
            default:
                #expect(try reader.readNumber().double == -5)
            }
        }
        try reader.finish()
        #expect(seen == ["a", "b", "d", "e", ""])
    }

    @Test(arguments: [
        (" {}", JSONKind.object), ("[", .array), ("\t\"", .string), ("-", .number), ("0", .number), ("9x", .number),
        ("t", .boolean), ("f", .boolean), ("\r\nn", .null),
    ])
    func peekLooksAtTheFirstByteOnly(_ text: String, _ kind: JSONKind) throws {
        var reader = JSONReader(Array(text.utf8))
        #expect(try reader.peekKind() == kind)
        #expect(try reader.peekKind() == kind)
    }

    @Test(arguments: ["{}", "[1]", "\"s\"", "-1", "true", "false", "null"])
    func mismatch(_ text: String) throws {
        let input = Array(("  " + text).utf8)
        let kind = try JSONReader(input).kind()
        let reads: [(JSONKind, (inout JSONReader) throws -> Void)] = [
            (.object, { try $0.beginObject() }), (.array, { try $0.beginArray() }),
            (.string, { _ = try $0.readString() }), (.number, { _ = try $0.readNumber() }),
            (.boolean, { _ = try $0.readBool() }), (.null, { try $0.readNull() }),
        ]
        for (expected, read) in reads {
            var reader = JSONReader(input)
            if kind == expected {
                try read(&reader)
                continue
            }
            let error = try #require(throws: JSONError.self) { try read(&reader) }
            #expect(error.code == .typeMismatch)
            #expect(error.offset == 2)
            #expect(error.description == "expected \(expected) at byte 2, got \(kind)")
            // The value is still there.
            try reader.skipValue()
            try reader.finish()
        }
    }

    @Test
    func nullIfPresent() throws {
        var reader = JSONReader(Array("[null, 1,nul]".utf8))
        try reader.beginArray()
        #expect(try reader.nextElement())
        #expect(try reader.readNullIfPresent())
        #expect(try reader.nextElement())
        #expect(try !reader.readNullIfPresent())
        #expect(try reader.readNumber().int == 1)
        #expect(try reader.nextElement())
        #expect(throws: JSONError.self) { try reader.readNullIfPresent() }
    }

    @Test
    func offsetsCountFromTheStartOfTheSlice() throws {
        let bytes = Array("xxxx[1,]yyyy".utf8)
        var reader = JSONReader(bytes[4..<8])
        let error = try #require(throws: JSONError.self) { try JSONValue(from: &reader) }
        #expect(error.offset == 3)
        var other = JSONReader(bytes[4..<6])
        let end = try #require(throws: JSONError.self) { try JSONValue(from: &other) }
        #expect(end.code == .unexpectedEnd)
        #expect(end.offset == 2)
    }

    @Test(arguments: [0, 1, 2, 63, 64, 65, 100])
    func depth(_ depth: Int) throws {
        for core in ["", "1"] {
            let input = Array(nested(depth, core: core.isEmpty && depth == 0 ? "1" : core).utf8)
            #expect(failure(input)?.code == (depth > 64 ? .tooDeep : nil))
            #expect(failure(input, maximumDepth: depth) == nil)
            if depth > 0 {
                #expect(failure(input, maximumDepth: depth - 1)?.code == .tooDeep)
            }
            var skipping = JSONReader(input, skipping: .structural)
            let result = Result { try skipping.skipValue() }
            #expect((try? result.get()) != nil || depth > 64)
        }
    }

    @Test
    func depthIsBoundedWhateverIsAskedFor() {
        let input = [UInt8](repeating: UInt8(ascii: "["), count: 1_000_000)
        #expect(failure(input, maximumDepth: .max)?.code == .tooDeep)
        #expect(failure(input, maximumDepth: .min)?.code == .tooDeep)
        #expect(failure(input, maximumDepth: .max)?.offset == JSONReader.highestMaximumDepth)
    }

    @Test
    func depthCountsWhatIsOpenAroundASkippedValue() throws {
        var reader = JSONReader(Array("[[1],[[1]]]".utf8), maximumDepth: 2)
        try reader.beginArray()
        #expect(try reader.nextElement())
        try reader.skipValue()
        #expect(try reader.nextElement())
        let error = try #require(throws: JSONError.self) { try reader.skipValue() }
        #expect(error.code == .tooDeep)
        #expect(error.offset == 6)
    }

    @Test
    func duplicateKeysArePassedOn() throws {
        let value = try parsed(#"{"a":1,"b":2,"a":3}"#)
        #expect(value.objectValue?.members.map(\.key) == ["a", "b", "a"])
        #expect(value["a"]?.intValue == 3)
        #expect(try parsed(#"{"\u0061":1,"a":2}"#)["a"]?.intValue == 2)
    }

    /// Wrong order of calls is the caller's mistake, yet must end in an error and not in a trap.
    @Test
    func misuse() {
        let calls: [(inout JSONReader) throws -> Void] = [
            { _ = try $0.nextKey() }, { _ = try $0.nextElement() }, { try $0.beginArray() }, { try $0.beginObject() },
            { try $0.skipValue() }, { try $0.finish() }, { _ = try $0.readString() }, { _ = try $0.readNumber() },
            { _ = try $0.captureValue() }, { _ = try $0.readNullIfPresent() },
        ]
        for text in ["", "}", "]", "{}", "[]", "[1]", "{\"a\":1}", "1,2", ":"] {
            for first in calls {
                for second in calls {
                    for third in calls {
                        var reader = JSONReader(Array(text.utf8))
                        try? first(&reader)
                        try? second(&reader)
                        try? third(&reader)
                    }
                }
            }
        }
    }

    @Test
    func finishRefusesWhatIsOpen() throws {
        var reader = JSONReader(Array("[".utf8))
        try reader.beginArray()
        let error = try #require(throws: JSONError.self) { try reader.finish() }
        #expect(error.code == .unexpectedEnd)
    }
}

extension JSONReader {
    fileprivate func kind() throws -> JSONKind {
        var copy = self
        return try copy.peekKind()
    }
}
