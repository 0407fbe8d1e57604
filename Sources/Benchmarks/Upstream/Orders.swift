// SPDX-License-Identifier: Apache-2.0

/// What a request orders of the fake provider, in its model's name: `bench,chunks=100,interval=100000,size=40`.
struct Orders: Equatable {
    /// The number of chunks of a stream.
    var chunks = 1
    /// The time between two chunks in nanoseconds, given in microseconds; 0 for as fast as they are taken.
    var interval: UInt64 = 0
    /// The bytes of text of an answer or of a chunk; a chunk has at least its stamp.
    var size = 0
    /// The time before the answer in nanoseconds, given in milliseconds.
    var delay: UInt64 = 0
    /// The number by which the request is known to whoever asks for notes.
    var id = 0
    /// The call with this number's id, from 1, that is never answered; 0 for none.
    var hang = 0
    /// Whether up to 64 KB of chunks are written at once (`write=bulk`) instead of each by itself.
    var isBulk = false
    /// Whether each chunk waits for a credit (`credit=1`): the client's word that it has the one before.
    var needsCredit = false

    private static let modelKey = Array(#""model":""#.utf8)
    private static let streamMember = Array(#""stream":true"#.utf8)
    /// How far from either end of a body its short members are looked for.
    private static let window = 4_096

    /// Reads the orders of a request's body, in a part of an array.
    init(body bytes: [UInt8], _ start: Int, _ end: Int) {
        let near = min(end, start + Self.window)
        let far = max(start, end - Self.window)
        var found = Bytes.find(Self.modelKey, in: bytes, start, near)
        if found == nil { found = Bytes.find(Self.modelKey, in: bytes, far, end) }
        guard let found else { return }
        let name = found + Self.modelKey.count
        let nameEnd = Bytes.find(UInt8(ascii: "\""), in: bytes, name, end)
        var position = Bytes.find(UInt8(ascii: ","), in: bytes, name, nameEnd)
        while position < nameEnd {
            let key = position + 1
            position = Bytes.find(UInt8(ascii: ","), in: bytes, key, nameEnd)
            let equals = Bytes.find(UInt8(ascii: "="), in: bytes, key, position)
            if equals + 1 < position { take(bytes, key, equals + 1, position) }
        }
    }

    /// Whether a body asks for a stream.
    static func isStream(body bytes: [UInt8], _ start: Int, _ end: Int) -> Bool {
        if Bytes.find(streamMember, in: bytes, start, min(end, start + window)) != nil { return true }
        return Bytes.find(streamMember, in: bytes, max(start, end - window), end) != nil
    }

    /// Takes one order; the first two letters of a key tell it from all others.
    private mutating func take(_ bytes: [UInt8], _ key: Int, _ value: Int, _ end: Int) {
        let number = Bytes.number(in: bytes, value, end)
        switch (bytes[key], bytes[key + 1]) {
        case (UInt8(ascii: "c"), UInt8(ascii: "h")): chunks = number
        case (UInt8(ascii: "c"), UInt8(ascii: "r")): needsCredit = number > 0
        case (UInt8(ascii: "i"), UInt8(ascii: "n")): interval = UInt64(number) * 1_000
        case (UInt8(ascii: "i"), UInt8(ascii: "d")): id = number
        case (UInt8(ascii: "s"), UInt8(ascii: "i")): size = number
        case (UInt8(ascii: "d"), UInt8(ascii: "e")): delay = UInt64(number) * Clock.millisecond
        case (UInt8(ascii: "h"), UInt8(ascii: "a")): hang = number
        case (UInt8(ascii: "w"), UInt8(ascii: "r")): isBulk = bytes[value] == UInt8(ascii: "b")
        default: break
        }
    }
}
