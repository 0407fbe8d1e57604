// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings

/// Reads which numbers a provider takes for a parameter from the message with which it turned one away.
///
/// Two numbers that are joined are a range; a number alone is judged by the words and signs before it. Words are
/// English, and some Chinese; where none is known the greatest number below the one that was sent is the limit, in
/// any language. What is read is only tried: the provider's answer shows whether it was right.
struct AllowedNumbers {
    /// What the words before a number make of it.
    private enum Meaning {
        case atMost, below, atLeast, above
    }

    /// What stands between the two numbers of a range.
    private static let joints: [ByteString] = [
        ",", "and", "to", "-", "–", "—", "~", "..", "...", "…", "through", "until", "至", "到", "和", "及", "bis",
        "und", "et", "à", "y", "a", "e",
    ]

    private static let words: [(word: ByteString, meaning: Meaning)] = [
        ("less than or equal", .atMost), ("smaller than or equal", .atMost), ("<=", .atMost), ("=<", .atMost),
        ("≤", .atMost), ("at most", .atMost), ("up to", .atMost), ("max", .atMost), ("exceed", .atMost),
        ("limit", .atMost), ("upper", .atMost), ("cap ", .atMost), ("beyond", .atMost), ("最大", .atMost),
        ("超过", .atMost), ("小于等于", .atMost), ("上限", .atMost),
        ("less than", .below), ("smaller than", .below), ("fewer than", .below), ("lower than", .below),
        ("below", .below), ("under ", .below), ("<", .below), ("小于", .below),
        ("greater than or equal", .atLeast), ("larger than or equal", .atLeast), (">=", .atLeast), ("=>", .atLeast),
        ("≥", .atLeast), ("at least", .atLeast), ("min", .atLeast), ("from ", .atLeast), ("最小", .atLeast),
        ("大于等于", .atLeast),
        ("greater than", .above), ("larger than", .above), ("more than", .above), ("higher than", .above),
        ("above", .above), ("over ", .above), (">", .above), ("大于", .above),
    ]

    private static let negations: [ByteString] = ["not ", "cannot", "can't", "n't", "no ", "never"]

    /// What stands before numbers that are no limits of an answer.
    private static let others: [ByteString] = [
        "context", "input token", "input length", "inputs", "prompt",
    ]

    /// What stands right before numbers that are none either: those of the request, and those of errors.
    private static let labels: [ByteString] = [
        "got", "given", "provided", "requested", "received", "current", "passed", "code", "status", "error", "http",
        "line", "column",
    ]

    private let text: ByteString
    private let numbers: [WrittenNumber]
    private let sent: Double
    private let isInteger: Bool

    /// Looks at a message.
    ///
    /// - Parameters:
    ///   - message: The message in small letters.
    ///   - names: Where the parameter's names stand in it: their words say nothing of a limit.
    ///   - sent: The number that was turned away.
    ///   - isInteger: Whether only integers from 1 are taken.
    init(in message: ByteString, names: [Range<Int>], sent: Double, isInteger: Bool) {
        var bytes = Array(message.bytes)
        for name in names { bytes.replaceSubrange(name, with: repeatElement(UInt8(ascii: " "), count: name.count)) }
        text = ByteString(bytes)
        numbers = WrittenNumber.all(in: text)
        self.sent = sent
        self.isInteger = isInteger
    }

    /// The numbers that are taken; nil where the message does not say so, or takes what was sent.
    func range() -> NumberRange? {
        for (first, second) in zip(numbers, numbers.dropFirst()) {
            if let range = joined(first, second), excludes(range) { return range }
        }
        return stated() ?? contradicted()
    }

    /// The greatest number below the one that was sent; for an integer, when nothing else could be read.
    func nextBelow(except status: Int?) -> NumberRange? {
        let smaller = numbers.filter { number in
            number.value < sent && number.value >= 64 && number.value != status.map(Double.init)
                && !isOther(number)
        }
        return smaller.map(\.value).max().map { NumberRange(greatest: .init($0)) }
    }

    private func excludes(_ range: NumberRange) -> Bool {
        if let greatest = range.greatest, isInteger, greatest.value < 1 { return false }
        return !range.contains(sent)
    }

    private func joined(_ first: WrittenNumber, _ second: WrittenNumber) -> NumberRange? {
        guard first.value < second.value, second.range.lowerBound - first.range.upperBound <= 32 else { return nil }
        let between = ByteString(text.bytes[first.range.upperBound..<second.range.lowerBound])
        let behind = ByteString(text.bytes[second.range.upperBound...].prefix(12))
        let gap = between.replacing("(inclusive)", with: "").replacing("(exclusive)", with: "")
            .trimming { $0.isBlank || $0 == UInt8(ascii: "+") }
        guard Self.joints.contains(gap) else { return nil }
        let opening = byte(first.range.lowerBound - 1)
        let closing = byte(second.range.upperBound)
        // A comma alone joins nothing but the ends of an interval.
        let isInterval = gap.equals(",")
        if isInterval, opening != UInt8(ascii: "["), opening != UInt8(ascii: "(") { return nil }
        return range(
            least: .init(
                first.value,
                isIncluded: isInterval ? opening != UInt8(ascii: "(") : !between.contains("(exclusive)")
            ),
            greatest: .init(
                second.value,
                isIncluded: isInterval ? closing != UInt8(ascii: ")") : !behind.contains("(exclusive")
            )
        )
    }

    private func range(least: NumberRange.Bound?, greatest: NumberRange.Bound?) -> NumberRange {
        var range = NumberRange(least: least, greatest: greatest)
        if greatest?.value == .infinity { range.greatest = nil }
        if isInteger {
            if let least = range.least, !least.isIncluded { range.least = .init(least.value + 1) }
            if let greatest = range.greatest, !greatest.isIncluded { range.greatest = .init(greatest.value - 1) }
        }
        return range
    }

    /// What the words before each number say.
    private func stated() -> NumberRange? {
        var least: NumberRange.Bound?
        var greatest: NumberRange.Bound?
        for number in numbers where number.value.isFinite && !isOther(number) {
            guard let meaning = meaning(of: number) else { continue }
            switch meaning {
            case .atMost, .below:
                if number.value <= greatest?.value ?? -.infinity { continue }
                greatest = .init(number.value, isIncluded: meaning == .atMost)
            case .atLeast, .above:
                if number.value <= least?.value ?? -.infinity { continue }
                least = .init(number.value, isIncluded: meaning == .atLeast)
            }
        }
        if let least, let greatest, least.value > greatest.value { return nil }
        let range = range(least: least, greatest: greatest)
        return excludes(range) ? range : nil
    }

    /// A comparison that is true of what was sent, and so is what is wrong with it: "40000 > 32000".
    private func contradicted() -> NumberRange? {
        for number in numbers where number.value.isFinite && number.value != sent && !isOther(number) {
            switch meaning(of: number) {
            case .above where sent > number.value && number.value >= (isInteger ? 64 : 0.1):
                return NumberRange(greatest: .init(number.value))
            case .below where sent < number.value:
                return NumberRange(least: .init(number.value))
            default: continue
            }
        }
        return nil
    }

    private func meaning(of number: WrittenNumber) -> Meaning? {
        let after = ByteString(text.bytes[number.range.upperBound...].prefix(12)).trimmed
        if after.hasPrefix("or less") || after.hasPrefix("or fewer") || after.hasPrefix("or below") { return .atMost }
        if after.hasPrefix("or more") || after.hasPrefix("or greater") { return .atLeast }
        let before = before(number)
        // The word that ends nearest to the number counts, and of two the longer one.
        let found = Self.words.compactMap { word, meaning in
            lastEnd(of: word, in: before).map { (end: $0, length: word.count, meaning: meaning) }
        }
        let nearest = found.max { ($0.end, $0.length) < ($1.end, $1.length) }
        guard let nearest else { return after.hasPrefix("max") ? .atMost : nil }
        let isNegated = Self.negations.contains { before.contains($0) }
        switch nearest.meaning {
        case .below where isNegated: return .atLeast
        case .above where isNegated: return .atMost
        default: return nearest.meaning
        }
    }

    /// The end of a word where it stands last, at the start of a word: there is no "min" in "gemini".
    private func lastEnd(of word: ByteString, in text: ByteString) -> Int? {
        let isName = word.bytes.first?.isASCIILetter == true
        var end: Int?
        var position: Int?
        while let range = text.firstRange(of: word, from: position) {
            position = range.upperBound
            let before = text.bytes[..<range.lowerBound].last
            if !isName || before?.isASCIILetter != true { end = range.upperBound }
        }
        return end
    }

    /// The text between the number before and this one, at most some words.
    private func before(_ number: WrittenNumber) -> ByteString {
        ByteString(text.bytes[number.wordsStart..<number.range.lowerBound].suffix(48))
    }

    private func isOther(_ number: WrittenNumber) -> Bool {
        let before = before(number)
        let label = ByteString(before.bytes.suffix(16))
        return Self.others.contains { before.contains($0) } || Self.labels.contains { label.contains($0) }
    }

    private func byte(_ index: Int) -> UInt8? {
        text.bytes.indices.contains(index) ? text.bytes[index] : nil
    }

    /// What a sum that is too large leaves for the number that was sent: 1000 of "199000 + 4096 > 200000".
    func leftBesidePrompt() -> Int? {
        for index in numbers.indices.dropLast(2) {
            let (prompt, limit, all) = (numbers[index], numbers[index + 1], numbers[index + 2])
            let sum = ByteString(text.bytes[prompt.range.upperBound..<limit.range.lowerBound])
            let comparison = ByteString(text.bytes[limit.range.upperBound..<all.range.lowerBound])
            guard limit.value == sent, sum.contains("+"), comparison.contains(">") else { continue }
            return Int(exactly: all.value - prompt.value).flatMap { $0 > 0 ? $0 : nil }
        }
        return nil
    }
}
