// SPDX-License-Identifier: Apache-2.0

/// A small generator with a seed, so that a failure can be repeated.
package struct SplitMix64: RandomNumberGenerator, Sendable {
    private var state: UInt64

    package init(seed: UInt64) {
        state = seed
    }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

extension SplitMix64 {
    /// A number of a range.
    package mutating func number(_ range: Range<Int>) -> Int {
        Int.random(in: range, using: &self)
    }

    /// True once in so many times.
    package mutating func oneIn(_ count: Int) -> Bool {
        number(0..<count) == 0
    }

    /// One of several, of which there is at least one.
    package mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[number(0..<elements.count)]
    }

    /// The list with an element left out, said twice, moved, or brought in from elsewhere.
    package mutating func rearrange<Element>(_ elements: [Element], with others: [Element] = []) -> [Element] {
        guard !elements.isEmpty else { return others }
        var elements = elements
        let index = number(0..<elements.count)
        switch number(0..<(others.isEmpty ? 4 : 5)) {
        case 0: elements.remove(at: index)
        case 1: elements.insert(elements[index], at: number(0..<elements.count + 1))
        case 2: elements.swapAt(index, number(0..<elements.count))
        case 3: elements.removeSubrange(index...)
        default: elements.insert(pick(others), at: index)
        }
        return elements
    }

    /// The bytes cut into pieces, at most so many and none of them empty; in one piece about every third time.
    package mutating func pieces(of bytes: [UInt8], most: Int) -> [[UInt8]] {
        guard !bytes.isEmpty, !oneIn(3) else { return bytes.isEmpty ? [] : [bytes] }
        let longest = pick([1, 2, 9, 100, 1_000, 10_000])
        let least = bytes.count / most + 1
        var pieces: [[UInt8]] = []
        var start = 0
        while start < bytes.count {
            let end = min(bytes.count, start + max(least, number(1..<longest + 1)))
            pieces.append(Array(bytes[start..<end]))
            start = end
        }
        return pieces
    }
}
