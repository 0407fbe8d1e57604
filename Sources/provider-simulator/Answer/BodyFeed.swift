// SPDX-License-Identifier: Apache-2.0

import NIOCore

/// What is left of an answer's body, handed out in the portions in which it is to be written.
///
/// A body of events comes in blocks of `batch` events. A block that is to be split comes in pieces, and so does a body
/// of bytes.
struct BodyFeed {
    static let nothing = BodyFeed(body: .bytes(ByteBuffer()), isChunked: false, pacing: Pacing())

    private static let largestPiece = 64 << 10

    private let isChunked: Bool
    private let batch: Int
    private let split: Int?
    private var events: EventSource?
    private var rest: ByteBuffer

    /// Takes whether each portion is to be framed for the chunked transfer encoding.
    init(body: Answer.Body, isChunked: Bool, pacing: Pacing) {
        self.isChunked = isChunked
        batch = pacing.batch
        split = pacing.split
        switch body {
        case .bytes(let bytes):
            rest = bytes
        case .events(let source):
            events = source
            rest = ByteBuffer()
        }
    }

    var isFinished: Bool {
        rest.readableBytes == 0 && (events?.isFinished ?? true)
    }

    /// Whether the next portion is a piece of bytes that are there already, and not a block of new events.
    var nextIsPiece: Bool {
        rest.readableBytes > 0
    }

    /// Whether the next block begins with a delta before which the interval applies.
    var nextIsPaced: Bool {
        events?.nextIsPaced ?? false
    }

    /// The number of bytes in the rest of a plain body.
    var byteCount: Int {
        rest.readableBytes
    }

    mutating func nextPiece(_ allocator: ByteBufferAllocator) -> ByteBuffer {
        let length = min(rest.readableBytes, split ?? Self.largestPiece)
        var piece = rest.readSlice(length: length) ?? ByteBuffer()
        guard isChunked else { return piece }
        var chunk = allocator.buffer(capacity: length + 16)
        ChunkFrame.open(&chunk)
        chunk.writeBuffer(&piece)
        ChunkFrame.close(&chunk)
        return chunk
    }

    /// Produces the next events, at least one, and counts the deltas among them.
    ///
    /// Nothing is returned when the block is to be split; its pieces are next.
    mutating func nextBlock(_ allocator: ByteBufferAllocator, capacity: Int) -> (block: ByteBuffer?, deltas: Int) {
        var block = allocator.buffer(capacity: capacity)
        let isFramed = isChunked && split == nil
        if isFramed {
            ChunkFrame.open(&block)
        }
        var deltas = 0
        for _ in 0..<batch where events?.isFinished == false {
            deltas += events?.appendNext(to: &block) ?? 0
        }
        if isFramed {
            ChunkFrame.close(&block)
        }
        guard split == nil else {
            rest = block
            return (nil, deltas)
        }
        return (block, deltas)
    }
}
