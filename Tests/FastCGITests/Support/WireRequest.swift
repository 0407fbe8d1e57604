// SPDX-License-Identifier: Apache-2.0

/// A request as a web server sends it, with every freedom that the protocol leaves.
struct WireRequest {
    var id = 1
    var keeps = false
    var params: [(String, String)] = []
    var body: [UInt8] = []
    /// What CONTENT_LENGTH says; nil for the body's size.
    var contentLength: Int?
    /// The most bytes of content in one record.
    var recordSize = 65_535
    /// The padding of every PARAMS and STDIN record that has content.
    var padding = 0
    /// True to write all lengths of names and values in the four-byte form.
    var hasLongLengths = false

    /// The three parts: BEGIN, PARAMS with their end, STDIN with its end.
    var begin: [UInt8] { WireRecord.begin(id: id, keeps: keeps).bytes }

    var paramsPart: [UInt8] {
        var content: [UInt8] = []
        for (name, value) in [("CONTENT_LENGTH", String(contentLength ?? body.count))] + params {
            for text in [name, value] { content += length(text.utf8.count) }
            content += Array(name.utf8) + Array(value.utf8)
        }
        return stream(WireRecord.Kind.params, content)
    }

    var stdinPart: [UInt8] { stream(WireRecord.Kind.stdin, body) }

    /// All of it.
    var bytes: [UInt8] { begin + paramsPart + stdinPart }

    private func length(_ count: Int) -> [UInt8] {
        if count < 128, !hasLongLengths { return [UInt8(count)] }
        return [UInt8(count >> 24) | 0x80, UInt8(count >> 16 & 255), UInt8(count >> 8 & 255), UInt8(count & 255)]
    }

    private func stream(_ type: UInt8, _ content: [UInt8]) -> [UInt8] {
        let records = WireRecord.stream(type, content, id: id, recordSize: recordSize, padding: padding)
        return (records + [WireRecord(type: type, id: id)]).flatMap(\.bytes)
    }
}

extension WireRequest {
    /// The bytes that a whole answer with this text has to be, in one STDOUT record.
    static func answer(_ content: [UInt8], id: Int = 1) -> [UInt8] {
        WireRecord.stdout(content, id: id).bytes + WireRecord.stdout([], id: id).bytes + WireRecord.end(id: id).bytes
    }

    /// Bytes that look different everywhere, so that nothing lost, doubled or moved goes unnoticed.
    static func pattern(_ count: Int, seed: UInt32 = 1) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count)
        var start = Int(seed) * 7_919 % noise.count
        while bytes.count < count {
            let end = min(noise.count, start + count - bytes.count)
            bytes += noise[start..<end]
            start = 0
        }
        return bytes
    }

    private static let noise: [UInt8] = {
        var state: UInt32 = 1
        return (0..<65_521).map { _ in
            state = state &* 1_664_525 &+ 1_013_904_223
            return UInt8(state >> 24)
        }
    }()
}
