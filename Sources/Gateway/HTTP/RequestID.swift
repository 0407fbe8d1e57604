// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import FastCGI

/// The id of a request, which its response, its log lines and its chunks carry.
enum RequestID {
    private static let maximumLength = 128

    /// nginx's `$request_id` when it is passed and is harmless in a header and in JSON, else 32 random hex digits.
    static func make(from params: Params) -> String {
        if let given = params["REQUEST_ID"], !given.isEmpty, given.count <= maximumLength,
            given.bytes.allSatisfy(isHarmless)
        {
            return given.string  // text: short ASCII
        }
        return hex(UInt64.random(in: 0 ... .max)) + hex(UInt64.random(in: 0 ... .max))
    }

    /// Whether a byte may stand in an id: in a header, in JSON and in a URL it means nothing but itself.
    static func isHarmless(_ byte: UInt8) -> Bool {
        byte.isASCIILetter || byte.isASCIIDigit || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
            || byte == UInt8(ascii: ".")
    }

    private static func hex(_ value: UInt64) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
