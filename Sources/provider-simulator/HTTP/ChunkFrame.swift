// SPDX-License-Identifier: Apache-2.0

import NIOCore

/// Frames bytes as one chunk of the chunked transfer encoding without copying them.
///
/// Room for the size line is reserved before the bytes are appended, and filled from the right once their number is
/// known; the unused part of the room is skipped by moving the reader index.
enum ChunkFrame {
    static let last = ByteBuffer(staticString: "0\r\n\r\n")

    private static let digitRoom = 8
    private static let room = digitRoom + 2

    /// Starts a chunk in an empty buffer.
    static func open(_ buffer: inout ByteBuffer) {
        buffer.writeRepeatingByte(0, count: room)
    }

    /// Completes the chunk that `open` started; it must have at least one byte, an empty chunk would end the body.
    static func close(_ buffer: inout ByteBuffer) {
        var length = buffer.readableBytes - room
        var index = buffer.readerIndex + digitRoom
        buffer.setInteger(UInt16(0x0D0A), at: index)
        repeat {
            index -= 1
            let digit = UInt8(length & 15)
            buffer.setInteger(digit < 10 ? 0x30 + digit : 0x57 + digit, at: index)
            length >>= 4
        } while length > 0
        buffer.moveReaderIndex(to: index)
        buffer.writeInteger(UInt16(0x0D0A))
    }
}
