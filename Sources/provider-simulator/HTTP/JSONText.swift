// SPDX-License-Identifier: Apache-2.0

/// Writes strings as JSON text; the rest of a JSON document is put together by hand, so that the order of keys is ours.
enum JSONText {
    /// The text with quotation marks around it.
    static func quoted(_ text: String) -> String {
        "\"\(escaped(text))\""
    }

    /// The quoted text, or `null`.
    static func quotedOrNull(_ text: String?) -> String {
        text.map(quoted) ?? "null"
    }

    /// The number, or `null`.
    static func numberOrNull(_ number: UInt64?) -> String {
        number.map(String.init) ?? "null"
    }

    /// The text as it stands between the quotation marks of a JSON string.
    ///
    /// With `asciiOnly` everything beyond ASCII becomes `\u` escapes, with surrogate pairs where needed.
    static func escaped(_ text: String, asciiOnly: Bool = false) -> String {
        var result = ""
        result.reserveCapacity(text.utf8.count + 8)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where scalar.value < 0x20 || (asciiOnly && scalar.value > 0x7E):
                for unit in String(scalar).utf16 {
                    let digits = String(unit, radix: 16)
                    result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                }
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
