// SPDX-License-Identifier: Apache-2.0

extension UInt8 {
    /// The byte with a capital letter of ASCII made small.
    package var lowercasedASCII: UInt8 {
        self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z") ? self | 0x20 : self
    }

    /// Whether this is a blank, a tab or one of the two bytes of line ends.
    package var isBlank: Bool {
        self == 0x20 || self == 0x09 || self == 0x0A || self == 0x0D
    }

    package var isASCIIDigit: Bool {
        self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9")
    }

    package var isASCIILetter: Bool {
        let small = self | 0x20
        return small >= UInt8(ascii: "a") && small <= UInt8(ascii: "z")
    }

    /// What the byte is as a digit of a hexadecimal number, 0 to 15; nil when it is none.
    package var hexDigitValue: UInt8? {
        switch lowercasedASCII {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): lowercasedASCII - UInt8(ascii: "a") + 10
        default: nil
        }
    }

    /// Whether this is no first byte of a Unicode scalar in UTF-8.
    var isUTF8Continuation: Bool { self & 0xC0 == 0x80 }
}
