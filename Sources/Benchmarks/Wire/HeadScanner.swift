// SPDX-License-Identifier: Apache-2.0

/// Reads the head of an HTTP response byte by byte, and keeps what a client has to know.
struct HeadScanner {
    /// The status; 0 while it is unknown.
    private(set) var status = 0
    /// The length of the body; nil when the head has none.
    private(set) var contentLength: Int?
    /// Whether the body is chunked.
    private(set) var isChunked = false
    /// Whether the connection ends with the response.
    private(set) var closes = false
    /// Whether there is a `Retry-After`.
    private(set) var hasRetryAfter = false

    private static let contentLengthName = hash("content-length")
    private static let transferEncodingName = hash("transfer-encoding")
    private static let connectionName = hash("connection")
    private static let retryAfterName = hash("retry-after")

    /// The position in the line.
    private var column = 0
    private var isStatusLine = true
    private var isName = true
    private var name: UInt32 = Self.seed
    private var number = 0
    private var firstLetter: UInt8 = 0

    /// Reads on; true when the head has ended.
    mutating func scan(_ bytes: [UInt8], _ start: inout Int, _ end: Int) -> Bool {
        while start < end {
            let byte = bytes[start]
            start += 1
            if byte == UInt8(ascii: "\n") {
                if column == 0 { return true }
                if !isStatusLine { endField() }
                (column, isStatusLine, isName, name, number, firstLetter) = (0, false, true, Self.seed, 0, 0)
                continue
            }
            if byte == UInt8(ascii: "\r") { continue }
            column += 1
            if isStatusLine {
                // HTTP/1.1 200 OK
                if (10...12).contains(column) { status = status * 10 + Int(byte & 15) }
            } else if isName {
                if byte == UInt8(ascii: ":") { isName = false } else { name = Self.mix(name, byte) }
            } else if byte != UInt8(ascii: " ") {
                if firstLetter == 0 { firstLetter = byte | 0x20 }
                number = number &* 10 &+ Int(byte & 15)
            }
        }
        return false
    }

    private mutating func endField() {
        switch name {
        case Self.contentLengthName: contentLength = number
        case Self.transferEncodingName: isChunked = firstLetter == UInt8(ascii: "c")
        case Self.connectionName: closes = firstLetter == UInt8(ascii: "c")
        case Self.retryAfterName: hasRetryAfter = true
        default: break
        }
    }

    // FNV-1a over the name in lower case.
    private static let seed: UInt32 = 2_166_136_261

    private static func mix(_ hash: UInt32, _ byte: UInt8) -> UInt32 {
        (hash ^ UInt32(byte | 0x20)) &* 16_777_619
    }

    private static func hash(_ name: String) -> UInt32 {
        name.utf8.reduce(seed, mix)
    }
}
