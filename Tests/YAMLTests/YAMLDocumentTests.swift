// SPDX-License-Identifier: Apache-2.0

import ByteStrings
import Testing

@testable import YAML

struct YAMLDocumentTests {
    /// A node as a line: `{key@1:1: "text"@1:6}`; a text without quotation marks stands as it is.
    static func line(_ node: YAMLNode) -> String {
        let place = "@\(node.mark.line):\(node.mark.column)"
        switch node.content {
        case .scalar(let text, let isPlain): return (isPlain ? "\(text)" : "\"\(text)\"") + place
        case .sequence(let nodes): return "[\(nodes.map(line).joined(separator: ", "))]\(place)"
        case .mapping(let entries):
            let pairs = entries.map { "\($0.key)@\($0.mark.line):\($0.mark.column): \(line($0.value))" }
            return "{\(pairs.joined(separator: ", "))}\(place)"
        }
    }

    static func parse(_ text: String, _ limits: YAMLLimits = YAMLLimits()) throws(YAMLError) -> String {
        try YAMLDocument.parse(Array(text.utf8), limits: limits).map(line) ?? "nothing"
    }

    @Test(arguments: [
        ("", "nothing"), ("# a comment\n", "nothing"), ("---\n", "@2:1"), ("\u{FEFF}a: 1", "{a@1:1: 1@1:4}@1:1"),
        ("a: 1\nb: 'two'\nc: \"th\\x72ee\"\n", "{a@1:1: 1@1:4, b@2:1: \"two\"@2:4, c@3:1: \"three\"@3:4}@1:1"),
        ("a:\n  b:\n    - x\n    - {c: }\n", "{a@1:1: {b@2:3: [x@3:7, {c@4:8: @4:11}@4:7]@3:5}@2:3}@1:1"),
        ("a: |\n  one\n  two\nb: >-\n  x\n  y\n", "{a@1:1: \"one\ntwo\n\"@1:4, b@4:1: \"x y\"@4:4}@1:1"),
        ("ä: ö\n", "{ä@1:1: ö@1:4}@1:1"), ("ää: [x, y] # z", "{ää@1:1: [x@1:6, y@1:9]@1:5}@1:1"),
        ("a: &x 1\nb: *x\n", "{a@1:1: 1@1:4, b@2:1: 1@2:4}@1:1"),
        ("a: &x {c: 1}\nb: *x\n", "{a@1:1: {c@1:8: 1@1:11}@1:4, b@2:1: {c@1:8: 1@1:11}@2:4}@1:1"),
        ("a: &x 1\nb: &x 2\nc: *x\n", "{a@1:1: 1@1:4, b@2:1: 2@2:4, c@3:1: 2@3:4}@1:1"),
        ("a: 1\r\nb: 2\r\n", "{a@1:1: 1@1:4, b@2:1: 2@2:4}@1:1"),
        ("{\"a\": [1, \"b\"]}", "{a@1:2: [1@1:8, \"b\"@1:11]@1:7}@1:1"),
        ("--- text\n...\n", "text@1:5"),
    ])
    func documentsAreRead(_ text: String, _ expected: String) throws {
        #expect(try Self.parse(text) == expected)
    }

    @Test(arguments: [
        ("a: 1\na: 2\n", 2, 1, "the key is there twice"), ("a: {b: 1, c: 2, b: 3}\n", 1, 17, "the key is there twice"),
        ("a: 1\n---\nb: 2\n", 2, 1, "a second document begins here"), ("a: !!str 1\n", 1, 4, "tags (!) are not taken"),
        ("a: !x [1]\n", 1, 4, "tags (!) are not taken"), ("!x a: 1\n", 1, 1, "tags (!) are not taken"),
        ("! {a: 1}\n", 1, 1, "tags (!) are not taken"), ("%YAML 1.2\n---\na: 1\n", 1, 1, "no line may begin with %"),
        ("a: 1\n...\n%TAG ! x\n", 3, 1, "no line may begin with %"), ("? [1]\n: 2\n", 1, 3, "expected a text as key"),
        ("? {a: 1}\n: 2\n", 1, 3, "expected a text as key"), ("a: &k 1\n*k : 2\n", 2, 1, "expected a text as key"),
        ("&k a: 1\n", 1, 1, "a key has no name (&)"), ("a: *x\n", 1, 4, "nothing before it has the name of the alias"),
        ("a: &x [*x]\n", 1, 8, "nothing before it has the name of the alias"),
        ("a: &x 1\nb: &x [*x]\n", 2, 8, "nothing before it has the name of the alias"),
        ("a: b: c\n", 1, 5, "mapping values are not allowed in this context"),
        ("a: [1\n", 2, 1, "did not find expected ',' or ']'"), ("a: \"x\n", 2, 1, "found unexpected end of stream"),
        ("a:\n\tb: 1\n", 2, 1, "found character that cannot start any token"),
        ("a: @x\n", 1, 4, "found character that cannot start any token"),
        ("ä: 1\nb: \u{0}\n", 2, 4, "control characters are not allowed"),
        ("a: \"\\z\"\n", 1, 5, "found unknown escape character"),
    ])
    func faultsHaveTheirPlace(_ text: String, _ line: Int, _ column: Int, _ problem: String) {
        let error = #expect(throws: YAMLError.self) { try Self.parse(text) }
        #expect(error == YAMLError(problem, at: YAMLMark(line: line, column: column)))
    }

    @Test func whatIsNoUTF8IsAFaultAtItsByte() {
        // A character that is cut off is noticed at what follows it.
        let cases: [([UInt8], Int)] = [
            ([0xFF], 5), ([0xC3], 6), ([0xED, 0xA0, 0x80], 5), ([0xF5, 0x80, 0x80, 0x80], 5),
        ]
        for (bytes, column) in cases {
            let error = #expect(throws: YAMLError.self) {
                try YAMLDocument.parse(Array("ä: 1\nb: x".utf8) + bytes + Array("\n".utf8))
            }
            #expect(error?.mark == YAMLMark(line: 2, column: column), "\(bytes): \(String(describing: error))")
        }
    }

    // MARK: Limits

    @Test func aDocumentHasALimitOfBytes() throws {
        let text = "a: " + String(repeating: "x", count: 97)
        #expect(try Self.parse(text, YAMLLimits(size: 100)).hasPrefix("{a@"))
        let error = #expect(throws: YAMLError.self) { try Self.parse(text + "x", YAMLLimits(size: 100)) }
        #expect(error?.problem == "it has more than 100 bytes")
    }

    @Test(arguments: [("[", "]"), ("{a: ", "}")])
    func nestingHasALimit(_ opening: String, _ closing: String) throws {
        func text(_ depth: Int) -> String {
            String(repeating: opening, count: depth) + "x" + String(repeating: closing, count: depth)
        }
        #expect(try Self.parse(text(32)).hasSuffix("@1:1"))
        let error = #expect(throws: YAMLError.self) { try Self.parse(text(33)) }
        #expect(error?.problem == "more than 32 values stand in each other")
        // Neither time nor stack is needed for more.
        #expect(throws: YAMLError.self) { try Self.parse(String(repeating: opening, count: 200_000)) }
    }

    @Test func aliasesCountForWhatTheyStandFor() throws {
        // a: 3 nodes with its key, of which the list has 2; each further one has a key and the list.
        func text(_ aliases: Int) -> String {
            "a: &x [1]\n" + (0..<aliases).map { "b\($0): *x\n" }.joined()
        }
        // The root, the first key and its two values; three for each alias.
        #expect(try Self.parse(text(2), YAMLLimits(nodes: 10)).hasPrefix("{a@"))
        let error = #expect(throws: YAMLError.self) { try Self.parse(text(3), YAMLLimits(nodes: 10)) }
        #expect(error == YAMLError("there are more than 10 values", at: YAMLMark(line: 4, column: 1)))
    }

    @Test(.timeLimit(.minutes(1)))
    func aBombIsRefused() {
        let lines = (1..<30).map { "a\($0): &a\($0) [*a\($0 - 1), *a\($0 - 1), *a\($0 - 1)]" }
        #expect(throws: YAMLError.self) { try Self.parse((["a0: &a0 x"] + lines).joined(separator: "\n")) }
        // The same in depth.
        let deep = (1..<40).map { "a\($0): &a\($0) [*a\($0 - 1)]" }
        let error = #expect(throws: YAMLError.self) { try Self.parse((["a0: &a0 x"] + deep).joined(separator: "\n")) }
        #expect(error?.problem == "more than 32 values stand in each other")
    }

    /// What takes libyaml longer than its length, or a String.
    @Test(
        .timeLimit(.minutes(1)),
        arguments: [
            "%TAG !a! x\n", "a\u{301}", "\u{301}", "&a ", "- ", "? ", "[", "{", "\"", "a: ", "#", "\n", "'", "-\n",
            "*a\n", "- &a b\n",
        ]
    )
    func hardTextsTakeNoLongerThanOthers(_ piece: String) {
        let count = (1 << 20) / piece.utf8.count
        _ = try? Self.parse(String(repeating: piece, count: count))
        _ = try? Self.parse("a: 1\n...\n" + String(repeating: piece, count: count - 9))
    }
}
