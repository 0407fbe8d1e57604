// SPDX-License-Identifier: Apache-2.0

/// Takes HTTP/1.1 responses apart as their bytes come, without copying any.
///
/// It knows what nginx sends: bodies with a length, chunked ones, and those that end with the connection.
struct ResponseScanner {
    /// What a part of the bytes was.
    enum Step: Equatable {
        /// The head has ended; status and header fields can be read.
        case head
        /// Bytes of the body, from here to there.
        case body(Int, Int)
        /// The response has ended.
        case end
        /// The bytes are no HTTP.
        case broken
    }

    private enum State {
        case head, length, chunkSize, chunkExtension, chunk, chunkEnd, trailer, untilClose, ended
    }

    /// The status of the response.
    private(set) var status = 0
    /// Whether the head has a `Retry-After`.
    private(set) var hasRetryAfter = false
    /// Whether the connection must not be used again.
    private(set) var closes = false
    /// Whether a response has begun and not ended.
    var isInside: Bool { hasBegun && state != .ended }
    /// Whether the end of the connection ends the response properly.
    var endsWithConnection: Bool { state == .untilClose }

    private var state = State.head
    private var hasBegun = false
    private var head = HeadScanner()
    /// What is left of a body or a chunk.
    private var rest = 0
    private var lineIsEmpty = true

    /// What comes next in a part of an array; nil when the part is used up.
    ///
    /// The beginning of the part moves behind what was found.
    mutating func next(in bytes: [UInt8], _ start: inout Int, _ end: Int) -> Step? {
        while start < end || (state == .length && rest == 0) {
            switch state {
            case .head:
                hasBegun = true
                guard head.scan(bytes, &start, end) else { return nil }
                return endHead()
            case .length:
                guard rest > 0 else { return finish() }
                return takeBody(&start, end)
            case .chunkSize, .chunkExtension:
                if let step = scanChunkSize(bytes[start]) { return step }
                start += 1
            case .chunk:
                let step = takeBody(&start, end)
                if rest == 0 { state = .chunkEnd }
                return step
            case .chunkEnd:
                if bytes[start] == UInt8(ascii: "\n") { state = .chunkSize }
                start += 1
            case .trailer:
                let byte = bytes[start]
                start += 1
                if byte == UInt8(ascii: "\n") {
                    if lineIsEmpty { return finish() }
                    lineIsEmpty = true
                } else if byte != UInt8(ascii: "\r") {
                    lineIsEmpty = false
                }
            case .untilClose:
                defer { start = end }
                return .body(start, end)
            case .ended:
                return .broken
            }
        }
        return nil
    }

    /// Makes ready for the next response of the connection.
    mutating func reset() {
        self = ResponseScanner()
    }

    private mutating func endHead() -> Step {
        (status, hasRetryAfter, closes) = (head.status, head.hasRetryAfter, head.closes)
        guard status >= 100 else { return .broken }
        rest = 0
        if head.isChunked {
            state = .chunkSize
        } else if let length = head.contentLength {
            rest = length
            state = .length
        } else if status == 204 || status == 304 {
            state = .length
        } else {
            state = .untilClose
        }
        return .head
    }

    private mutating func scanChunkSize(_ byte: UInt8) -> Step? {
        switch byte {
        case UInt8(ascii: "\n"):
            lineIsEmpty = true
            state = rest == 0 ? .trailer : .chunk
        case UInt8(ascii: "\r"):
            break
        case UInt8(ascii: ";"):
            state = .chunkExtension
        default:
            guard state == .chunkSize else { break }
            guard let digit = Self.hexadecimal(byte), rest < 1 << 40 else { return .broken }
            rest = rest << 4 | digit
        }
        return nil
    }

    private mutating func takeBody(_ start: inout Int, _ end: Int) -> Step {
        let from = start
        start = min(end, start + rest)
        rest -= start - from
        return .body(from, start)
    }

    private mutating func finish() -> Step {
        state = .ended
        return .end
    }

    private static func hexadecimal(_ byte: UInt8) -> Int? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): Int(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): Int(byte - UInt8(ascii: "A") + 10)
        default: nil
        }
    }
}
