// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings

/// A number in a message, with the place where it stands.
struct WrittenNumber {
    /// The number; infinite where the message says so.
    let value: Double
    /// Its bytes, as indices of the message's.
    let range: Range<Int>
    /// Where the number before it ends, or the message begins: the words from there on are about this one.
    let wordsStart: Int

    /// How many numbers of a message are read: a rejection names few, and names them at its start.
    static let limit = 100

    /// The numbers of a message that stand by themselves, up to ``limit``.
    ///
    /// Digits in names and versions (`gpt-4`, `1.2.3`) are none. Groups of three digits may be set apart by commas or
    /// underscores, but for a number right behind a bracket, which is the first of two: `[1,128]`.
    static func all(in text: ByteString) -> [WrittenNumber] {
        var reader = Reader(bytes: text.bytes, position: text.bytes.startIndex)
        var numbers: [WrittenNumber] = []
        while reader.position < text.bytes.endIndex, numbers.count < limit {
            guard let (value, range) = reader.next() else { continue }
            let wordsStart = numbers.last?.range.upperBound ?? text.bytes.startIndex
            numbers.append(WrittenNumber(value: value, range: range, wordsStart: wordsStart))
        }
        return numbers
    }

    private struct Reader {
        typealias Reading = (value: Double, range: Range<Int>)

        let bytes: ArraySlice<UInt8>
        var position: Int

        private func byte(_ index: Int) -> UInt8? {
            bytes.indices.contains(index) ? bytes[index] : nil
        }

        private func isDigit(_ index: Int) -> Bool {
            byte(index)?.isASCIIDigit == true
        }

        private func isLetter(_ index: Int) -> Bool {
            byte(index).map { $0.isASCIILetter || $0 == UInt8(ascii: "_") } == true
        }

        /// Takes a number, or passes over one word or one other byte.
        mutating func next() -> Reading? {
            if isLetter(position) { return word() }
            guard isDigit(position) else {
                position += 1
                return nil
            }
            return number()
        }

        private mutating func word() -> Reading? {
            let start = position
            while isLetter(position) || isDigit(position) || isLink(position) { position += 1 }
            let word = ByteString(bytes[start..<position])
            let isInfinite = word.equals("inf") || word.equals("infinity")
            return isInfinite ? (.infinity, start..<position) : nil
        }

        /// Whether a byte holds two parts of a name together: `gpt-4`, `v1.5`.
        private func isLink(_ index: Int) -> Bool {
            (byte(index) == UInt8(ascii: "-") || byte(index) == UInt8(ascii: "."))
                && (isLetter(index + 1) || isDigit(index + 1))
        }

        private mutating func number() -> Reading? {
            let start = position
            let isFirstOfTwo = [UInt8(ascii: "["), UInt8(ascii: "(")].contains(byte(start - 1))
            var digits: [UInt8] = []
            while true {
                while let digit = byte(position), digit.isASCIIDigit {
                    digits.append(digit)
                    position += 1
                }
                guard !isFirstOfTwo, digits.count <= 15, isGroup(position) else { break }
                position += 1
            }
            if byte(position) == UInt8(ascii: "."), isDigit(position + 1) {
                digits.append(UInt8(ascii: "."))
                position += 1
                while let digit = byte(position), digit.isASCIIDigit {
                    digits.append(digit)
                    position += 1
                }
            }
            var value = ByteString(digits.prefix(32)).double
            let end = position
            if byte(position) == UInt8(ascii: "k"), !isLetter(position + 1), !isDigit(position + 1) {
                value = value.map { $0 * 1000 }
                position += 1
            } else if isLetter(position) || isLink(position), byte(position) != UInt8(ascii: "-") {
                _ = word()
                value = nil
            }
            return value.map { ($0, start..<end) }
        }

        /// Whether a mark and exactly three digits follow.
        private func isGroup(_ index: Int) -> Bool {
            (byte(index) == UInt8(ascii: ",") || byte(index) == UInt8(ascii: "_"))
                && (1...3).allSatisfy { isDigit(index + $0) } && !isDigit(index + 4)
        }
    }
}
