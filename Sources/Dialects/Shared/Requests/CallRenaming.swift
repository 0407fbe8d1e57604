// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings

/// Gives the calls of a chat ids that differ, and their results the same ones.
struct CallRenaming {
    /// The ids of the last step's calls of one id: those without a result yet are behind ``answered``.
    private struct Step {
        var ids: [ByteString] = []
        var answered = 0
    }

    private var taken: Set<ByteString>
    private var given = Set<ByteString>()
    /// How far the numbers behind an id have come.
    private var numbers: [ByteString: Int] = [:]
    private var step: [ByteString: Step] = [:]
    /// The last call of each id.
    private var last: [ByteString: ByteString] = [:]

    /// - Parameter taken: The ids that are there, of which none is made anew.
    init(taken: Set<ByteString>) {
        self.taken = taken
    }

    /// Begins the calls of a further answer: what is still open of the one before stays without a result.
    mutating func beginStep() {
        step = [:]
    }

    mutating func id(ofCall id: ByteString) -> ByteString {
        let isFirst = !id.isEmpty && given.insert(id).inserted
        let new = isFirst ? id : numbered(id)
        step[id, default: Step()].ids.append(new)
        last[id] = new
        return new
    }

    mutating func id(ofResult id: ByteString) -> ByteString {
        guard var calls = step[id], calls.answered < calls.ids.count else { return last[id] ?? id }
        calls.answered += 1
        step[id] = calls
        return calls.ids[calls.answered - 1]
    }

    private mutating func numbered(_ id: ByteString) -> ByteString {
        let start = id.isEmpty ? "call" : id
        var number = numbers[id] ?? (id.isEmpty ? 0 : 1)
        var new: ByteString
        repeat {
            number += 1
            new = ByteString(start.bytes + Array("_\(number)".utf8))
        } while !taken.insert(new).inserted
        numbers[id] = number
        return new
    }
}
