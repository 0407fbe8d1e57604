// SPDX-License-Identifier: Apache-2.0

import Fuzzing

/// Responses of every framing that there is, and responses that are wrong somewhere.
struct ResponseMutation {
    /// A response and what it says.
    struct Sample {
        var bytes: [UInt8] = []
        var status = 200
        var bodySize = 0
    }

    private static let fragments = [
        "\r\n", "\n", "\r", "\r\n\r\n", " ", "\t", ":", ";", ",", "0", "5", "f", "-1", "+5", "0x10", "\0", "\u{7F}",
        "é",
        "0\r\n\r\n", "5\r\nhello\r\n", "FFFFFFFFFFFFFFF", "7FFFFFFFFFFFFFFF", "ffffffffffffffffff",
        "999999999999999999",
        "9223372036854775808", "HTTP/1.1 100 Continue\r\n\r\n", "HTTP/1.1 101 Switching\r\n\r\n", "HTTP/1.1 204\r\n",
        "HTTP/1.0 200 OK\r\n", "HTTP/1.1 304 x\r\n", "HTTP/2 ", "HTTP/1.1", "Content-Length: 5\r\n",
        "content-length:05, 5\r\n",
        "Content-Length: \r\n", "Content-Length: 99999999999999999999\r\n", "Transfer-Encoding: chunked\r\n",
        "transfer-encoding: gzip, chunked\r\n", "Transfer-Encoding: identity\r\n", "Connection: close\r\n",
        "Connection: keep-alive, x\r\n", "X: a\r\n b\r\n\tc\r\n", ": x\r\n", "A b: c\r\n",
    ].map { Array($0.utf8) }

    private var random: SplitMix64

    init(_ random: SplitMix64) {
        self.random = random
    }

    /// A response that is right, or that curl takes too; something else may follow it.
    mutating func sample(isHead: Bool) -> Sample {
        var sample = Sample()
        let status = random.pick(["200", "200", "200", "201", "204", "304", "400", "429", "503"])
        let hasBody = !isHead && status != "204" && status != "304"
        sample.status = Int(status) ?? 0
        let body = (0..<bodySize()).map { _ in UInt8(truncatingIfNeeded: random.next()) }
        sample.bodySize = hasBody ? body.count : 0
        for _ in 0..<random.pick([0, 0, 0, 1, 2, 31]) {
            sample.bytes += line(random.pick(["HTTP/1.1 100 Continue", "HTTP/1.1 102", "HTTP/1.1 103 Early Hints"]))
            if random.oneIn(2) { sample.bytes += line("Link: </x>") }
            sample.bytes += line("")
        }
        sample.bytes += line(
            "HTTP/1.\(random.pick(["1", "1", "0"])) \(status)" + random.pick(["", " ", " OK", " No  é"])
        )
        for _ in 0..<random.pick([0, 1, 3, 8, 200]) { sample.bytes += field() }
        let chunked = body.count < 40_000 ? chunks(body) : nil
        switch (random.number(0..<3), chunked) {
        case (0, let chunked?):
            sample.bytes += line("Transfer-Encoding: " + random.pick(["chunked", "Chunked", "identity, chunked"]))
            if random.oneIn(5) { sample.bytes += line("Content-Length: \(random.number(0..<1 << 40))") }
            sample.bytes += line("") + (hasBody ? chunked : [])
        case (1, _):
            sample.bytes += line("") + (hasBody ? body : [])
            return sample
        default:
            let size = random.pick(["", "0", "00"]) + String(body.count)
            sample.bytes += line(
                "Content-Length:\(random.pick([" ", "", " \t"]))\(size)\(random.pick(["", " ", ", \(size)"]))"
            )
            sample.bytes += line("") + (hasBody ? body : [])
        }
        // Of what ends with the connection it is a part.
        if random.oneIn(6) { sample.bytes += line("HTTP/1.1 200 OK") }
        return sample
    }

    /// The bytes with one to four pieces put in, taken out, said twice, changed or cut off.
    mutating func change(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<random.number(1..<5) {
            // Most of what can be misread is in the head.
            let offset = random.number(0..<(random.oneIn(2) ? min(bytes.count, 200) : bytes.count) + 1)
            let end = min(offset + random.pick([1, 1, 2, 9, 300]), bytes.count)
            switch random.number(0..<6) {
            case 0, 1: bytes.insert(contentsOf: random.pick(Self.fragments), at: offset)
            case 2: bytes.replaceSubrange(offset..<end, with: random.pick(Self.fragments))
            case 3: bytes.removeSubrange(offset..<end)
            case 4: bytes.insert(contentsOf: bytes[offset..<end], at: offset)
            default:
                if random.oneIn(3) { bytes.removeSubrange(offset...) }
                let byte = UInt8(truncatingIfNeeded: random.next())
                // Without an end, up to what is taken and beyond.
                let count = random.pick([1, 1, 300, 4_095, 4_096, 4_097, 65_535, 65_536, 65_537])
                bytes.insert(contentsOf: Array(repeating: byte, count: count), at: min(offset, bytes.count))
            }
        }
        return bytes
    }

    private mutating func bodySize() -> Int {
        random.oneIn(4) ? random.pick([0, 1, 9, 10, 15, 16, 4_096, 70_000]) : random.number(0..<300)
    }

    private mutating func line(_ text: String) -> [UInt8] {
        Array(text.utf8) + (random.oneIn(8) ? [10] : [13, 10])
    }

    private mutating func field() -> [UInt8] {
        switch random.number(0..<8) {
        case 0: line("X-Folded: a") + line(" b") + line("\t c")
        case 1: line("X-Long: " + String(repeating: "v", count: random.pick([10, 100, 250])))
        case 2: line("Connection: " + random.pick(["keep-alive", "close", "Close, x", "Upgrade"]))
        case 3: line("X-Empty:")
        default:
            line(
                "\(random.pick(["Date", "server", "x-request-id", "Set-Cookie", "!#$%"])): \(random.number(0..<1_000))"
            )
        }
    }

    private mutating func chunks(_ body: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = body[...]
        let longest = random.pick([1, 2, 17, 300, 5_000])
        while !rest.isEmpty {
            let size = min(rest.count, max(random.number(1..<longest + 1), body.count / 2_000))
            bytes += chunkLine(size) + rest.prefix(size) + line("")
            rest = rest.dropFirst(size)
        }
        bytes += chunkLine(0)
        for _ in 0..<random.pick([0, 0, 1, 3]) { bytes += line("X-Trailer: \(random.next())") }
        return bytes + line("")
    }

    private mutating func chunkLine(_ size: Int) -> [UInt8] {
        let digits = String(size, radix: 16, uppercase: random.oneIn(2))
        return line(
            random.pick(["", "", "0", "000"]) + digits + random.pick(["", "", " ", ";a", " ; a=\"b;c\"", "\t;;"])
        )
    }
}
