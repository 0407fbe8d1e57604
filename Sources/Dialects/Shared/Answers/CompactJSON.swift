// SPDX-License-Identifier: Apache-2.0

extension ArraySlice<UInt8> {
    /// A JSON text without the blanks between its tokens, as a model writes arguments; numbers and texts stay as they are.
    var compactJSON: [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(count)
        var isInText = false
        var isEscaped = false
        for byte in self {
            if isInText {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isInText = false
                }
            } else if byte.isJSONBlank {
                continue
            } else if byte == UInt8(ascii: "\"") {
                isInText = true
            }
            result.append(byte)
        }
        return result
    }
}
