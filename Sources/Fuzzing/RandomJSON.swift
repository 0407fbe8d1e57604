// SPDX-License-Identifier: Apache-2.0

/// A source of random JSON texts and of random damage to them.
package struct RandomJSON {
    package var random: SplitMix64

    package init(seed: UInt64) {
        random = SplitMix64(seed: seed)
    }

    package init(_ random: SplitMix64) {
        self.random = random
    }

    static let fragments = [
        "a", "Z", " ", "é", "€", "😀", "\u{7F}", "\u{2028}", #"\""#, #"\\"#, #"\/"#, #"\b"#, #"\f"#, #"\n"#, #"\r"#,
        #"\t"#, #"\u0000"#,
        #"\u00e9"#, #"\u20AC"#, #"\ud83d\ude00"#, "null", "[", "}", ":", ",", "'", "data: ",
    ]

    static let numbers = [
        "0", "-0", "1", "-1", "12.0", "1E3", "1e-05", "0.1", "-2.5e+3", "9007199254740993", "9223372036854775807",
        "-9223372036854775808",
        "18446744073709551616", "1.7976931348623157e308", "5e-324", "0.30000000000000004",
    ]

    /// Bytes that damage is made of: what JSON gives a meaning to, and what is not UTF-8.
    static let damage =
        Array(#"{}[]:,"\/-+.eE0123456789 truefalsn'a"#.utf8) + [
            0, 1, 9, 10, 13, 0x1F, 0x7F, 0x80, 0xBF, 0xC0, 0xC3, 0xED, 0xF4, 0xFF,
        ]

    /// A text nested at most `depth` deep, whose objects have no duplicate keys.
    package mutating func document(depth: Int = 4) -> String {
        var text = ""
        appendValue(depth: depth, to: &text)
        return text
    }

    /// The text with one to three small changes.
    package mutating func mutation(of bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            let offset = Int.random(in: 0...bytes.count, using: &random)
            switch Int.random(in: 0..<6, using: &random) {
            case 0: bytes.insert(Self.damage.randomElement(using: &random) ?? 0, at: offset)
            case 1 where offset < bytes.count: bytes[offset] = Self.damage.randomElement(using: &random) ?? 0
            case 2 where offset < bytes.count: bytes.remove(at: offset)
            case 3 where offset + 1 < bytes.count: bytes.swapAt(offset, offset + 1)
            case 4: bytes.removeSubrange(offset...)
            default:
                let end = min(offset + 3, bytes.count)
                bytes.insert(contentsOf: bytes[offset..<end], at: offset)
            }
        }
        return bytes
    }

    package mutating func bytes(count: Int) -> [UInt8] {
        (0..<count).map { _ in
            Bool.random(using: &random)
                ? UInt8.random(in: 0...255, using: &random) : Self.damage.randomElement(using: &random) ?? 0
        }
    }

    private mutating func appendValue(depth: Int, to text: inout String) {
        appendSpace(to: &text)
        switch Int.random(in: 0..<(depth > 0 ? 8 : 5), using: &random) {
        case 0: text += ["null", "true", "false"].randomElement(using: &random) ?? ""
        case 1, 2: text += Self.numbers.randomElement(using: &random) ?? ""
        case 3, 4: appendString(to: &text)
        case 5: appendArray(depth: depth - 1, to: &text)
        default: appendObject(depth: depth - 1, to: &text)
        }
        appendSpace(to: &text)
    }

    private mutating func appendSpace(to text: inout String) {
        if Int.random(in: 0..<4, using: &random) == 0 {
            text += [" ", "\n", "\t", "\r", "  ", "\r\n"].randomElement(using: &random) ?? ""
        }
    }

    private mutating func appendString(prefix: String = "", to text: inout String) {
        text += "\"" + prefix
        for _ in 0..<Int.random(in: 0..<12, using: &random) {
            text += Self.fragments.randomElement(using: &random) ?? ""
        }
        text += "\""
    }

    private mutating func appendArray(depth: Int, to text: inout String) {
        text += "["
        for index in 0..<Int.random(in: 0..<5, using: &random) {
            text += index > 0 ? "," : ""
            appendValue(depth: depth, to: &text)
        }
        text += "]"
    }

    private mutating func appendObject(depth: Int, to text: inout String) {
        text += "{"
        for index in 0..<Int.random(in: 0..<5, using: &random) {
            text += index > 0 ? "," : ""
            appendSpace(to: &text)
            appendString(prefix: "\(index)", to: &text)
            text += ":"
            appendValue(depth: depth, to: &text)
        }
        text += "}"
    }
}
