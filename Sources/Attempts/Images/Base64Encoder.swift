// SPDX-License-Identifier: Apache-2.0

internal import FoundationEssentials
internal import NIOCore

/// Writes bytes in base64 as they come, so that they are in memory once, and no large body is encoded in one go.
///
/// Source: RFC 4648, 4.
struct Base64Encoder {
    /// The text of all bytes but the last one or two.
    private(set) var text: [UInt8] = []
    /// What does not fill three bytes yet.
    private var rest: [UInt8] = []

    /// How many bytes the text takes of that many.
    static func size(of count: Int) -> Int { (count + 2) / 3 * 4 }

    /// Encodes the next bytes.
    mutating func append(_ part: ByteBufferView) {
        rest += part
        let whole = rest.count / 3 * 3
        text += Data(rest[..<whole]).base64EncodedData()
        rest.removeFirst(whole)
    }

    /// Encodes what is left, and gives all of the text.
    mutating func finish() -> [UInt8] {
        text += Data(rest).base64EncodedData()
        rest = []
        defer { text = [] }
        return text
    }
}
