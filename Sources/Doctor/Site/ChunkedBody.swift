// SPDX-License-Identifier: Apache-2.0

/// A body in chunks (RFC 9112, section 7.1).
enum ChunkedBody {
    private static let chunk = 8_192

    /// Writes a body down in chunks, the last one included.
    static func encode(_ body: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(body.count + body.count / Self.chunk * 8 + 16)
        for start in stride(from: 0, to: body.count, by: chunk) {
            let piece = body[start..<min(start + chunk, body.count)]
            output += Array(String(piece.count, radix: 16).utf8) + Array("\r\n".utf8)
            output += piece
            output += Array("\r\n".utf8)
        }
        return output + Array("0\r\n\r\n".utf8)
    }
}
