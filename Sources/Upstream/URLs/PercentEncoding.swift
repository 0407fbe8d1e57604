// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings

/// A part of a URL as somebody has written it, with percent-encoding (RFC 3986 section 2.1) or without.
///
/// One that holds a character which a URL cannot have, or a `%` that encodes nothing, was written without it: its `%`
/// stand for themselves.
struct PercentEncoding {
    private let bytes: [UInt8]
    /// Whether it is as a URL has it.
    let isEncoded: Bool

    /// Reads a part; `colons` says whether it may have colons.
    init(_ part: Substring, colons: Bool) {
        bytes = Array(part.utf8)
        var index = 0
        while index < bytes.count {
            if Self.escape(in: bytes, at: index) != nil {
                index += 3
            } else if Self.isAllowed(bytes[index]) || colons && bytes[index] == UInt8(ascii: ":") {
                index += 1
            } else {
                break
            }
        }
        isEncoded = index == bytes.count
    }

    /// The part as a URL has it.
    var encoded: String {
        if isEncoded { return String(decoding: bytes, as: UTF8.self) }
        return bytes.reduce(into: "") { text, byte in
            if Self.isAllowed(byte) || byte == UInt8(ascii: ":") {
                text.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                text += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
            }
        }
    }

    /// What the part stands for; nil when that is no UTF-8.
    var decoded: String? {
        guard isEncoded else { return String(validating: bytes, as: UTF8.self) }
        var output: [UInt8] = []
        var index = 0
        while index < bytes.count {
            let escape = Self.escape(in: bytes, at: index)
            output.append(escape ?? bytes[index])
            index += escape == nil ? 1 : 3
        }
        return String(validating: output, as: UTF8.self)
    }

    /// The byte that `%` and two digits stand for; nil when there is something else.
    private static func escape(in bytes: [UInt8], at index: Int) -> UInt8? {
        guard bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count, let high = bytes[index + 1].hexDigitValue,
            let low = bytes[index + 2].hexDigitValue
        else { return nil }
        return high << 4 | low
    }

    /// The unreserved characters and those that only some parts of a URL reserve (RFC 3986 sections 2.2 and 2.3).
    private static func isAllowed(_ byte: UInt8) -> Bool {
        byte.isASCIILetter || byte.isASCIIDigit || "-._~!$&'()*+,;=".utf8.contains(byte)
    }
}
