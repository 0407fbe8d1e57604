// SPDX-License-Identifier: Apache-2.0

/// A FastCGI record as the web server's side writes and reads it: an oracle of its own, byte by byte from the
/// specification, that shares nothing with the code under test.
struct WireRecord: Equatable {
    /// The types of records (FastCGI specification 1.0, section 8).
    enum Kind {
        static let begin: UInt8 = 1
        static let abort: UInt8 = 2
        static let end: UInt8 = 3
        static let params: UInt8 = 4
        static let stdin: UInt8 = 5
        static let stdout: UInt8 = 6
        static let getValues: UInt8 = 9
    }

    var type: UInt8
    var id: Int = 1
    var content: [UInt8] = []
    var padding = 0

    /// The record as it goes over the wire.
    var bytes: [UInt8] {
        let header: [UInt8] = [
            1, type, UInt8(id >> 8), UInt8(id & 255), UInt8(content.count >> 8), UInt8(content.count & 255),
            UInt8(padding), 0,
        ]
        return header + content + [UInt8](repeating: 0xAA, count: padding)
    }

    static func begin(id: Int = 1, role: UInt8 = 1, keeps: Bool = false) -> WireRecord {
        WireRecord(type: Kind.begin, id: id, content: [0, role, keeps ? 1 : 0, 0, 0, 0, 0, 0])
    }

    static func abort(id: Int = 1) -> WireRecord {
        WireRecord(type: Kind.abort, id: id)
    }

    static func stdout(_ content: [UInt8], id: Int = 1) -> WireRecord {
        WireRecord(type: Kind.stdout, id: id, content: content)
    }

    /// The two records that end every request, with a protocol status.
    static func end(id: Int = 1, status: UInt8 = 0) -> WireRecord {
        WireRecord(type: Kind.end, id: id, content: [0, 0, 0, 0, status, 0, 0, 0])
    }
}

extension WireRecord {
    /// Cuts a stream into records of one type; no bytes make no record.
    static func stream(
        _ type: UInt8,
        _ bytes: [UInt8],
        id: Int = 1,
        recordSize: Int = 65_535,
        padding: Int = 0
    ) -> [WireRecord] {
        stride(from: 0, to: bytes.count, by: recordSize).map { start in
            let content = Array(bytes[start..<min(start + recordSize, bytes.count)])
            return WireRecord(type: type, id: id, content: content, padding: padding)
        }
    }

    /// Reads the records at the start of some bytes, and tells how many bytes they take.
    static func parse(_ bytes: [UInt8]) -> (records: [WireRecord], size: Int) {
        var records: [WireRecord] = []
        var start = 0
        while bytes.count - start >= 8 {
            let length = Int(bytes[start + 4]) << 8 | Int(bytes[start + 5])
            let padding = Int(bytes[start + 6])
            let end = start + 8 + length + padding
            guard bytes[start] == 1, end <= bytes.count else { break }
            records.append(
                WireRecord(
                    type: bytes[start + 1],
                    id: Int(bytes[start + 2]) << 8 | Int(bytes[start + 3]),
                    content: Array(bytes[start + 8..<start + 8 + length]),
                    padding: padding
                )
            )
            start = end
        }
        return (records, start)
    }
}
