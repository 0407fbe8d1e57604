// SPDX-License-Identifier: Apache-2.0

extension JSONNumber {
    /// The exact integer value, or nil if the number has a fraction or does not fit into 64 bits.
    ///
    /// The notation does not matter: `12.0` and `1E3` are integers, and `-0` is zero.
    package var int: Int? {
        let isNegative = literal.first == UInt8(ascii: "-")
        let digits = isNegative ? literal.dropFirst() : literal
        // 18 digits cannot overflow.
        guard digits.count <= 18 else { return scaledInt(digits, isNegative: isNegative) }
        var value = 0
        for byte in digits {
            let digit = byte &- UInt8(ascii: "0")
            guard digit < 10 else { return scaledInt(digits, isNegative: isNegative) }
            value = value &* 10 &+ Int(digit)
        }
        return isNegative ? -value : value
    }

    /// The integer value of a number without sign, which may have a fraction, an exponent, and any length.
    private func scaledInt(_ unsigned: ArraySlice<UInt8>, isNegative: Bool) -> Int? {
        let isExponentMark = { (byte: UInt8) in byte | 0x20 == UInt8(ascii: "e") }
        let exponentMark = unsigned.firstIndex(where: isExponentMark) ?? unsigned.endIndex
        let mantissa = unsigned[..<exponentMark]
        let point = mantissa.firstIndex(of: UInt8(ascii: ".")) ?? mantissa.endIndex
        let exponent = Self.clampedExponent(unsigned[exponentMark...].dropFirst())
        // How many of the mantissa's digits, from the first one, stand before the decimal point once it is moved.
        let integerDigits = (point - mantissa.startIndex) + exponent

        var value = 0
        var position = 0
        for byte in mantissa where byte != UInt8(ascii: ".") {
            let digit = Int(byte &- UInt8(ascii: "0"))
            if position >= integerDigits {
                guard digit == 0 else { return nil }
            } else {
                guard let next = Self.appending(digit, to: value, isNegative: isNegative) else { return nil }
                value = next
            }
            position += 1
        }
        while position < integerDigits, value != 0 {
            guard let next = Self.appending(0, to: value, isNegative: isNegative) else { return nil }
            value = next
            position += 1
        }
        return value
    }

    /// `value` with one more decimal digit; negative numbers are built downwards, since `Int.min` has no opposite.
    private static func appending(_ digit: Int, to value: Int, isNegative: Bool) -> Int? {
        let (scaled, hasOverflowed) = value.multipliedReportingOverflow(by: 10)
        let (sum, overflows) =
            isNegative
            ? scaled.subtractingReportingOverflow(digit) : scaled.addingReportingOverflow(digit)
        return hasOverflowed || overflows ? nil : sum
    }

    /// The exponent, cut off far beyond the length of any mantissa so that adding to it cannot overflow.
    private static func clampedExponent(_ text: ArraySlice<UInt8>) -> Int {
        var value = 0
        for byte in text where byte &- UInt8(ascii: "0") < 10 {
            value = min(value * 10 + Int(byte &- UInt8(ascii: "0")), 1 << 56)
        }
        return text.first == UInt8(ascii: "-") ? -value : value
    }
}
