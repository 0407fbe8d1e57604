// SPDX-License-Identifier: Apache-2.0

import ByteStrings
import Testing

struct ByteStringTests {
    @Test func equalityIsThatOfBytes() {
        // The same character in two normal forms.
        #expect(ByteString("é") != ByteString("e\u{301}"))
        #expect(ByteString([0xFF, 0x61]) == ByteString([0x61, 0xFF, 0x61][1...]))
        #expect(ByteString([0xFF]) != ByteString([0xFE]))
        #expect(ByteString("a").equals("a") && !ByteString("a").equals("ab"))
    }

    @Test func equalTextsHashAlikeWhereverTheyStand() {
        let bytes = Array("xyz0123456789abcdef".utf8)
        #expect(ByteString(bytes[3..<14]).hashValue == ByteString(Array(bytes[3..<14])).hashValue)
        // No length in the last word may be taken for another.
        let texts: Set<ByteString> = [ByteString([0]), ByteString([0, 0]), ByteString([]), ByteString([0, 0, 0])]
        #expect(texts.count == 4)
    }

    @Test(arguments: ["", "a", "ab", "aab", "aabaab", "baa", "bab", "x", "aabaaab", "abcabd"])
    func searchingFindsWhatTheDefinitionSays(part: String) {
        for text in ["", "a", "aaaaab", "aabaabaaab", "abababab", "bbbabcabcabd", "aabaaabaabaab"] {
            let (bytes, part) = (Array(text.utf8), Array(part.utf8))
            let expected = (0...bytes.count).first { bytes[$0...].starts(with: part) }
            // In a slice the positions are those of the slice.
            let padded = ([0x61] + bytes + [0x61])[1..<(bytes.count + 1)]
            let found = ByteString(padded).firstRange(of: ByteString(part))
            #expect(found?.lowerBound == expected.map { $0 + 1 })
            #expect(found.map { $0.count == part.count } ?? true)
        }
    }

    @Test func replacingGoesFromTheLeft() {
        #expect(ByteString("aaa").replacing("aa", with: "b") == "ba")
        #expect(ByteString("key=K;K").replacing("K", with: "***") == "key=***;***")
        #expect(ByteString("abc").replacing("", with: "x") == "abc")
    }

    @Test func prefixesEndBetweenScalars() {
        let text = ByteString("aé€😀")
        let ends = (0...10).map { text.prefix(bytes: $0).count }
        #expect(ends == [0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10])
        #expect(ByteString([UInt8](repeating: 0x80, count: 9)).prefix(bytes: 6).count == 3)
    }

    @Test func onlyLettersOfASCIIHaveTwoCases() {
        #expect(ByteString("ÄZ@[a").lowercased == ByteString("Äz@[a"))
        #expect(ByteString("Bearer X").hasPrefixIgnoringCase("bearer "))
        #expect(!ByteString("@").equalsIgnoringCase("`"))
    }

    @Test func scalarsHaveTheCasesOfTheirScripts() {
        for text in ["ÖZET", "Краткое", "İ", "Ǆ", "e\u{301}Z", "摘要", ""] {
            #expect(ByteString(text).lowercasedInAnyScript == ByteString(text.lowercased()))
        }
        #expect(ByteString([0x41, 0xFF]).lowercasedInAnyScript == "a\u{FFFD}")
    }

    @Test func scalarsAreTrimmedOneByOne() {
        let isTrimmed = { (scalar: Unicode.Scalar) in scalar == "\u{3000}" || scalar == "*" }
        #expect(ByteString("\u{3000}*a\u{301} \u{3000}*").trimmingScalars(isTrimmed) == "a\u{301} ")
        #expect(
            ByteString("**").trimmingScalars(isTrimmed).isEmpty && ByteString("").trimmingScalars(isTrimmed).isEmpty
        )
        #expect(ByteString("*\u{301}").trimmingScalars(isTrimmed) == "\u{301}")
    }

    @Test func numbersOfUnusualLengthAreNone() {
        #expect(ByteString("7.25").double == 7.25 && ByteString(String(repeating: "0", count: 31) + "1").double == 1)
        #expect(ByteString(String(repeating: "0", count: 32) + "1").double == nil)
        #expect(ByteString("").double == nil && ByteString("1 ").double == nil && ByteString("1.2.3").double == nil)
    }

    @Test func hexadecimalDigitsAreThoseOfASCII() {
        for byte in UInt8.min...UInt8.max {
            #expect(
                byte.hexDigitValue
                    == (byte < 0x80 ? Int(String(UnicodeScalar(byte)), radix: 16).map { UInt8($0) } : nil)
            )
        }
    }

    @Test func trimmingAndSplitting() {
        #expect(ByteString(" \r\n\ta b\t").trimmed == "a b")
        #expect(ByteString("  ").trimmed.isEmpty)
        #expect(ByteString(",a,,b").split { $0 == UInt8(ascii: ",") } == ["a", "b"])
        #expect(ByteString("abc").hasSuffix("bc") && !ByteString("c").hasSuffix("bc"))
    }

    @Test func constantsAreComparedWithoutAnAllocation() {
        let text = ByteString("gpt-5-mini")
        let family: String = "gpt-5"
        #expect(text.hasPrefix(family) && !text.hasPrefix("gpt-6" as String) && !ByteString("gp").hasPrefix(family))
        #expect(text.dropFirst(family.utf8.count) == "-mini")
        #expect(text.dropFirst(99).isEmpty)
        #expect(text.prefix { $0 != UInt8(ascii: "-") } == "gpt")
    }

    @Test(arguments: [
        ("0", 0), ("007", 7), ("9223372036854775807", .max), ("9223372036854775808", nil), ("", nil), ("-1", nil),
        ("+1", nil), ("1 ", nil), ("1a", nil), ("99999999999999999999999999", nil),
    ])
    func decimalNumbersAreDigitsAlone(_ text: String, _ number: Int?) {
        #expect(ByteString(text).decimal == number)
    }

    @Test func aCopyStaysWhatItWas() {
        let body = [UInt8](repeating: 0x61, count: 1_000)
        let text = ByteString(body[10..<20]).copied
        #expect(text == "aaaaaaaaaa")
        #expect(text.bytes.startIndex == 0)
    }
}
