// SPDX-License-Identifier: Apache-2.0

internal import FoundationEssentials

/// Source: RFC 4648, 4.
enum Base64 {
    /// Decodes a text; nil when it is none.
    static func decode(_ text: ArraySlice<UInt8>) -> [UInt8]? {
        Data(base64Encoded: Data(text)).map { Array($0) }
    }
}
