// SPDX-License-Identifier: Apache-2.0

import Fuzzing

/// Damage to a provider's answer: to its lines and events, to the JSON in them, to single bytes.
struct AnswerMutation {
    private var json: RandomJSON
    /// Lines of other answers.
    private let others: [[UInt8]]

    init(_ random: SplitMix64, others: [[UInt8]]) {
        json = RandomJSON(random)
        self.others = others
    }

    /// The body with one to four changes.
    mutating func apply(to body: [UInt8], isStream: Bool) -> [UInt8] {
        var body = body
        for _ in 0..<json.random.number(1..<5) {
            body = isStream ? changeLines(body) : json.change(body[...]) ?? body
        }
        return json.random.oneIn(3) ? json.mutation(of: body) : body
    }

    private mutating func changeLines(_ body: [UInt8]) -> [UInt8] {
        var lines = body.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(Array.init)
        let index = json.random.number(0..<lines.count)
        switch json.random.number(0..<8) {
        case 0, 1, 2, 3: lines[index] = changeData(lines[index])
        case 4, 5: lines = json.random.rearrange(lines, with: others)
        case 6: lines.insert(Array(json.random.pick(Self.strangeLines).utf8), at: index)
        default: return Array(lines.joined(separator: Array(json.random.pick(["\r\n", "\r", "\n\n"]).utf8)))
        }
        return Array(lines.joined(separator: [UInt8(ascii: "\n")]))
    }

    /// A line that begins with a field's name, its JSON changed; or the whole of it.
    private mutating func changeData(_ line: [UInt8]) -> [UInt8] {
        let start = line.firstIndex(of: UInt8(ascii: "{")) ?? line.startIndex
        guard let changed = json.change(line[start...]) else { return json.mutation(of: line) }
        return line[..<start] + changed
    }

    private static let strangeLines = [
        "", ":", ": keep-alive", "data", "data:", "data: ", "data: [DONE]", "data:[DONE] ", "event: error",
        "event: message_stop", "event", "id: 7", "retry: 1e9", "\u{FEFF}data: {}", "data: null", "data: \"text\"",
        "data: {", "{\"error\":{\"message\":\"Overloaded\"}}", "data: {\"error\":\"full\"}", "\u{0}",
        "data: " + String(repeating: "[", count: 500),
    ]
}
