// SPDX-License-Identifier: Apache-2.0

internal import NIOCore

/// Reads one HTTP/1.1 response (RFC 9112) from bytes as they arrive, without copying its body.
///
/// What is unambiguous is read although it is not allowed, as browsers and curl do: a length beside `chunked`, which wins
/// (section 6.3); the same length twice; blanks after a chunk's size; lines that end with a line feed alone; folded lines.
/// A connection on which that came is not used again. What has two meanings is a ``ResponseFault``.
struct ResponseParser {
    /// A part of a response.
    enum Part {
        case head(UpstreamResponseHead)
        /// Bytes of the body, never none.
        case body(ByteBuffer)
        /// The end, and whether another request may follow on the connection.
        case end(isReusable: Bool)
    }

    private enum State {
        case head
        case body(left: Int)
        case bodyUntilClose
        case chunkSize
        case chunk(left: Int)
        case chunkEnd
        case trailers
        case end
        case over
    }

    /// The most bytes of a head, or of trailers: far more than any provider sends.
    private static let longestHead = 64 << 10
    private static let longestChunkLine = 4 << 10
    /// The most heads with a status of 100 to 199.
    private static let mostInformational = 32

    private let isHead: Bool
    private var state = State.head
    private var buffer = ByteBuffer()
    /// How many bytes of an unfinished line were looked at already.
    private var scanned = 0
    private var head = ResponseHeadReader()
    private var informational = 0
    private var trailerSize = 0
    private var isReusable = false

    /// - Parameter isHead: Whether the request's method was HEAD, whose response has no body.
    init(isHead: Bool = false) {
        self.isHead = isHead
    }

    /// Whether bytes came that are no part of the response.
    var hasBytesLeft: Bool { buffer.readableBytes > 0 }

    /// How many bytes of memory the parser holds.
    var heldCapacity: Int { buffer.storageCapacity }

    /// Takes the next bytes.
    mutating func append(_ bytes: ByteBuffer) {
        var bytes = bytes
        if buffer.readableBytes == 0 {
            buffer = bytes
        } else {
            // What waits is the beginning of a line. Without the bytes before it, that were read: they would be kept for
            // as long as each piece ends within a line.
            buffer.discardReadBytes()
            buffer.writeBuffer(&bytes)
        }
    }

    /// The next part; nil when more bytes are needed, or the response is over.
    mutating func next() throws(ResponseFault) -> Part? {
        while true {
            switch state {
            case .head:
                if let byte = buffer.readableBytesView.first, !head.mayBegin(with: byte) {
                    throw ResponseFault(byBeginning: byte)
                }
                guard let line = try line(limit: Self.longestHead - head.size) else { return nil }
                guard try head.take(line) else { continue }
                if let part = try takeHead() { return part }
            case .body(let left):
                guard let part = buffer.readSlice(upTo: left) else { return nil }
                state = part.readableBytes == left ? .end : .body(left: left - part.readableBytes)
                return .body(part)
            case .bodyUntilClose:
                return buffer.readSlice(upTo: .max).map { .body($0) }
            case .chunkSize:
                guard let line = try line(limit: Self.longestChunkLine) else { return nil }
                let size = try Self.chunkSize(line)
                state = size == 0 ? .trailers : .chunk(left: size)
            case .chunk(let left):
                guard let part = buffer.readSlice(upTo: left) else { return nil }
                state = part.readableBytes == left ? .chunkEnd : .chunk(left: left - part.readableBytes)
                return .body(part)
            case .chunkEnd:
                guard let line = try line(limit: 2) else { return nil }
                guard line.isEmpty else { throw ResponseFault(reason: "a chunk is longer than its size") }
                state = .chunkSize
            case .trailers:
                guard let line = try line(limit: Self.longestHead - trailerSize) else { return nil }
                trailerSize += line.count + 1
                if line.isEmpty { state = .end }
            case .end:
                state = .over
                return .end(isReusable: isReusable)
            case .over:
                return nil
            }
        }
    }

    /// Lets go of the memory that the last bytes came in, once all of them are read.
    mutating func releaseBuffer() {
        if buffer.readableBytes == 0 { buffer = ByteBuffer() }
    }

    /// Takes the end of the connection.
    ///
    /// - Returns: Whether the response ends with it; what has not come by now is missing.
    mutating func finish() -> Bool {
        guard case .bodyUntilClose = state else { return false }
        state = .over
        return true
    }

    /// The next line without its end; nil when it has not all come.
    private mutating func line(limit: Int) throws(ResponseFault) -> ByteBufferView? {
        let view = buffer.readableBytesView
        let unseen = view.dropFirst(scanned).prefix(max(0, limit - scanned))
        guard let end = unseen.firstIndex(of: UInt8(ascii: "\n")) else {
            scanned += unseen.count
            if scanned >= limit { throw ResponseFault(reason: "a line is too long") }
            return nil
        }
        scanned = 0
        let line = view[view.startIndex..<end]
        buffer.moveReaderIndex(forwardBy: line.count + 1)
        return line.last == UInt8(ascii: "\r") ? line.dropLast() : line
    }

    private mutating func takeHead() throws(ResponseFault) -> Part? {
        let framing = try head.framing()
        if (100...199).contains(framing.status) {
            informational += 1
            // Nobody asked for another protocol.
            guard framing.status != 101, informational <= Self.mostInformational else {
                throw ResponseFault(reason: "status \(framing.status)")
            }
            head = ResponseHeadReader()
            return nil
        }
        isReusable = framing.isKeptAlive
        if isHead || framing.status == 204 || framing.status == 304 {
            state = .end
        } else if framing.isChunked {
            state = .chunkSize
        } else if let length = framing.length {
            state = length == 0 ? .end : .body(left: length)
        } else {
            isReusable = false
            state = .bodyUntilClose
        }
        let part = Part.head(UpstreamResponseHead(status: framing.status, lines: head.lines))
        head = ResponseHeadReader()
        return part
    }

    /// The size of `1F;name=value`, blanks around it allowed.
    private static func chunkSize(_ line: ByteBufferView) throws(ResponseFault) -> Int {
        var size = 0
        var digits = 0
        var rest = line[...]
        while let byte = rest.first, let digit = byte.hexadecimalDigit {
            // Fifteen digits are more than there is room for anywhere.
            guard digits < 15 else { throw ResponseFault(reason: "a chunk's size is too large") }
            size = size << 4 | digit
            digits += 1
            rest = rest.dropFirst()
        }
        let after = rest.first { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }
        guard digits > 0, after == nil || after == UInt8(ascii: ";") else {
            throw ResponseFault(reason: "a chunk has no size")
        }
        return size
    }
}

extension ByteBuffer {
    /// Takes what there is, up to a limit, sharing its memory; nil when there is nothing.
    fileprivate mutating func readSlice(upTo limit: Int) -> ByteBuffer? {
        readableBytes == 0 ? nil : readSlice(length: min(readableBytes, limit))
    }
}

extension UInt8 {
    fileprivate var hexadecimalDigit: Int? {
        switch self {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(self - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): Int(self - UInt8(ascii: "a")) + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): Int(self - UInt8(ascii: "A")) + 10
        default: nil
        }
    }
}
