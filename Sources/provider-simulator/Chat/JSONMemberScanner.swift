// SPDX-License-Identifier: Apache-2.0

/// Finds the text of one member of a JSON object, byte for byte as it was sent.
///
/// The object must have been found valid before; the scanner only counts brackets and skips strings.
struct JSONMemberScanner {
    private let bytes: [UInt8]
    private var index = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// The text of the member's value, or nil when the object has no such member.
    ///
    /// The name is compared with the key as written, so it must not need escapes.
    mutating func value(of name: String) -> String? {
        skip { $0 != UInt8(ascii: "{") }
        index += 1
        while index < bytes.count {
            skip { $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "}") }
            guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") else { return nil }
            let key = scanValue()
            skip { $0 != UInt8(ascii: ":") }
            index += 1
            skip { $0 == 0x20 || (0x09...0x0D).contains($0) }
            let value = scanValue()
            if bytes[key].elementsEqual("\"\(name)\"".utf8) {
                return String(decoding: bytes[value], as: UTF8.self)
            }
        }
        return nil
    }

    private mutating func skip(while condition: (UInt8) -> Bool) {
        while index < bytes.count, condition(bytes[index]) { index += 1 }
    }

    /// Moves behind the value that starts here and returns its range, without white space around it.
    private mutating func scanValue() -> Range<Int> {
        let start = index
        var depth = 0
        var isInString = false
        while index < bytes.count {
            let byte = bytes[index]
            if isInString {
                if byte == UInt8(ascii: "\\") {
                    index += 1
                } else if byte == UInt8(ascii: "\"") {
                    isInString = false
                    if depth == 0 { return start..<advance() }
                }
            } else {
                switch byte {
                case UInt8(ascii: "\""): isInString = true
                case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
                case UInt8(ascii: "}"), UInt8(ascii: "]"):
                    if depth == 0 { return start..<index }
                    depth -= 1
                    if depth == 0 { return start..<advance() }
                case UInt8(ascii: ","), 0x20, 0x09, 0x0A, 0x0D:
                    if depth == 0 { return start..<index }
                default: break
                }
            }
            index += 1
        }
        return start..<min(index, bytes.count)
    }

    private mutating func advance() -> Int {
        index += 1
        return index
    }
}
