// SPDX-License-Identifier: Apache-2.0

import Fuzzing

/// Connections that are wrong somewhere: in the order of records, their types, ids and lengths, in the variables, in single
/// bytes, or in where they end.
struct RecordMutation {
    private var json: RandomJSON

    init(_ random: SplitMix64) {
        json = RandomJSON(random)
    }

    /// What a peer sends on one connection.
    mutating func connection() -> [UInt8] {
        var records: [WireRecord] = []
        for _ in 0..<json.random.number(1..<4) { records += request() }
        for _ in 0..<json.random.number(0..<3) { records = changed(records) }
        var parts = records.map(\.bytes)
        if json.random.oneIn(3), !parts.isEmpty {
            // A header that says something else than what follows.
            let index = json.random.number(0..<parts.count)
            parts[index][json.random.number(0..<8)] = json.random.pick([0, 1, 2, 8, 0x7F, 0x80, 0xFF])
        }
        var bytes = parts.flatMap(\.self)
        if json.random.oneIn(3) { bytes = json.mutation(of: bytes) }
        if json.random.oneIn(4) { bytes.removeLast(json.random.number(0..<bytes.count + 1)) }
        return bytes
    }

    private mutating func request() -> [WireRecord] {
        let id = json.random.pick([1, 1, 1, 2, 255, 65_535])
        let body = WireRequest.pattern(json.random.pick([0, 0, 1, 100, 5_000, 70_000]))
        var content = variable("CONTENT_LENGTH", String(body.count))
        for _ in 0..<json.random.number(0..<8) {
            content += variable(
                String(repeating: "N", count: json.random.pick([0, 1, 20, 127, 128])),
                String(repeating: "v", count: json.random.pick([0, 1, 127, 128, 3_000]))
            )
        }
        // Some have about as much as is taken, or more.
        if json.random.oneIn(12) {
            for _ in 0..<json.random.number(15..<30) {
                content += variable("HTTP_X", String(repeating: "w", count: 4_000))
            }
        }
        if json.random.oneIn(4) { content += json.random.pick(Self.strangeVariables) }
        let size = json.random.pick([1 + content.count / 50, 100 + content.count / 10, 65_535])
        let padding = json.random.pick([0, 0, 7, 255])
        let role = json.random.pick([1, 1, 1, 1, 2, 3, 0] as [UInt8])
        return [WireRecord.begin(id: id, role: role, keeps: json.random.oneIn(2))]
            + WireRecord.stream(WireRecord.Kind.params, content, id: id, recordSize: size, padding: padding)
            + [WireRecord(type: WireRecord.Kind.params, id: id)]
            + WireRecord.stream(WireRecord.Kind.stdin, body, id: id, padding: padding)
            + [WireRecord(type: WireRecord.Kind.stdin, id: id)]
    }

    /// A variable whose lengths are now and then not those of its name and value.
    private mutating func variable(_ name: String, _ value: String) -> [UInt8] {
        length(name.utf8.count) + length(value.utf8.count) + Array(name.utf8) + Array(value.utf8)
    }

    private mutating func length(_ count: Int) -> [UInt8] {
        if json.random.oneIn(60) {
            return json.random.pick([[0xFF, 0xFF, 0xFF, 0xFF], [0x80, 0, 0, 0], [0x7F], [0x80]])
        }
        if count < 128, !json.random.oneIn(5) { return [UInt8(count)] }
        return [UInt8(count >> 24) | 0x80, UInt8(count >> 16 & 255), UInt8(count >> 8 & 255), UInt8(count & 255)]
    }

    private mutating func changed(_ records: [WireRecord]) -> [WireRecord] {
        guard !records.isEmpty, !json.random.oneIn(3) else {
            return json.random.rearrange(records, with: Self.strangeRecords)
        }
        var records = records
        let index = json.random.number(0..<records.count)
        switch json.random.number(0..<4) {
        case 0: records[index].type = json.random.pick([0, 1, 2, 4, 5, 8, 9, 11, 255])
        case 1: records[index].id = json.random.pick([0, 1, 2, 300])
        case 2: records[index].content = Array(json.mutation(of: records[index].content).prefix(65_535))
        default: records[index].padding = json.random.number(0..<256)
        }
        return records
    }

    /// Lengths of more than there is, and names cut off.
    private static let strangeVariables: [[UInt8]] = [
        [0xFF, 0xFF, 0xFF, 0xFF, 0], [0, 0xFF, 0xFF, 0xFF, 0xFE], [0x80], [5], [1, 1], [0, 0],
        [14, 3] + Array("CONTENT_LENGTH999".utf8), [14, 2] + Array("CONTENT_LENGTH-1".utf8),
        [14, 20] + Array("CONTENT_LENGTH99999999999999999999".utf8), [1, 3, UInt8(ascii: "A"), 0, 10, 0xFF],
    ]

    private static let strangeRecords = [
        WireRecord.abort(), WireRecord.abort(id: 2), WireRecord(type: WireRecord.Kind.getValues, id: 0),
        WireRecord(type: WireRecord.Kind.getValues, id: 0, content: Array("\u{F}\u{0}FCGI_MPXS_CONNS".utf8)),
        WireRecord.stdout([1, 2, 3]), WireRecord.end(), WireRecord.begin(), WireRecord(type: 8, content: [1, 2]),
        WireRecord(type: WireRecord.Kind.params, content: [UInt8](repeating: 0, count: 60_000)),
        WireRecord(type: WireRecord.Kind.stdin, content: [UInt8](repeating: 7, count: 65_535), padding: 255),
    ]
}
