// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings

/// A text with the escapes of URLs and JSON resolved, which remembers how each byte was written.
///
/// Escapes of escapes are resolved as well (`%2541`, `\\u0041`).
///
/// Source: RFC 3986, 2.1; RFC 8259, 7.
struct DecodedText {
    /// The text.
    private(set) var bytes: [UInt8] = []
    private let source: ArraySlice<UInt8>
    /// Where the writing of each byte begins in the source.
    private var starts: [Int] = []

    init(_ text: ByteString) {
        source = text.bytes
        bytes.reserveCapacity(source.count)
        starts.reserveCapacity(source.count + 1)
        var position = source.startIndex
        while position < source.endIndex {
            let (byte, end) = decoded(at: position)
            bytes.append(byte)
            starts.append(position)
            position = end
        }
        starts.append(source.endIndex)
    }

    /// How a byte was written.
    func original(of index: Int) -> ArraySlice<UInt8> {
        source[starts[index]..<starts[index + 1]]
    }

    /// The byte that is written at a place, and where its writing ends.
    private func decoded(at position: Int) -> (byte: UInt8, end: Int) {
        switch source[position] {
        case UInt8(ascii: "%"):
            var digits = position + 1
            // The percent sign of an escape may be escaped itself, any number of times.
            while hasHex(digits, of: 0x25), hex(digits + 2, 2) != nil { digits += 2 }
            if let byte = hex(digits, 2) { return (byte, digits + 2) }
        case UInt8(ascii: "\\"):
            // Each further encoding doubles the number of them.
            let end = source[position...].prefix(8).firstIndex { $0 != UInt8(ascii: "\\") } ?? source.endIndex
            if end < source.endIndex, source[end] == UInt8(ascii: "u"), hex(end + 1, 2) == 0, let byte = hex(end + 3, 2)
            {
                return (byte, end + 5)
            }
            if end < source.endIndex, source[end] == UInt8(ascii: "/") || source[end] == UInt8(ascii: "\"") {
                return (source[end], end + 1)
            }
        default: break
        }
        return (source[position], position + 1)
    }

    private func hasHex(_ position: Int, of byte: UInt8) -> Bool {
        hex(position, 2) == byte
    }

    private func hex(_ position: Int, _ count: Int) -> UInt8? {
        guard position + count <= source.endIndex else { return nil }
        var value: UInt8 = 0
        for byte in source[position..<position + count] {
            guard let digit = byte.hexDigitValue else { return nil }
            value = value << 4 | digit
        }
        return value
    }
}
