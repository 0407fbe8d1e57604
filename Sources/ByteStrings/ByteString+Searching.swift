// SPDX-License-Identifier: Apache-2.0

extension ByteString {
    package func hasPrefix(_ prefix: ByteString) -> Bool {
        bytes.starts(with: prefix.bytes)
    }

    /// Whether the text begins with a constant; without an allocation.
    package func hasPrefix(_ prefix: String) -> Bool {
        bytes.starts(with: prefix.utf8)
    }

    package func hasSuffix(_ suffix: ByteString) -> Bool {
        count >= suffix.count && bytes.suffix(suffix.count) == suffix.bytes
    }

    /// Whether the text begins with another one, but for the case of ASCII's letters.
    package func hasPrefixIgnoringCase(_ prefix: ByteString) -> Bool {
        bytes.starts(with: prefix.bytes) { $0.lowercasedASCII == $1.lowercasedASCII }
    }

    package func contains(_ part: ByteString) -> Bool {
        firstRange(of: part) != nil
    }

    /// Where another text stands in this one for the first time; nil when it does not.
    ///
    /// An empty one stands at the start. No byte is compared more than twice, also when the other text came from outside as well.
    ///
    /// - Parameters:
    ///   - part: The text to find.
    ///   - start: Where to begin, an index of ``bytes``; nil for their start.
    /// - Returns: A range of indices of ``bytes``.
    ///
    /// Source: Knuth, Morris, Pratt, Fast Pattern Matching in Strings, SIAM J. Comput. 6 (1977).
    package func firstRange(of part: ByteString, from start: Int? = nil) -> Range<Int>? {
        let start = start ?? bytes.startIndex
        let pattern = Array(part.bytes)
        guard let first = pattern.first else { return start..<start }
        guard pattern.count <= bytes.endIndex - start else { return nil }
        guard var position = bytes[start...].firstIndex(of: first) else { return nil }
        let fallbacks = Self.fallbacks(of: pattern)
        var matched = 0
        while position < bytes.endIndex {
            let byte = bytes[position]
            while matched > 0, pattern[matched] != byte { matched = fallbacks[matched - 1] }
            if pattern[matched] == byte { matched += 1 }
            position += 1
            if matched == pattern.count { return position - matched..<position }
        }
        return nil
    }

    /// For each start of a pattern how long the longest one is with which it ends as well.
    private static func fallbacks(of pattern: [UInt8]) -> [Int] {
        var fallbacks = [Int](repeating: 0, count: pattern.count)
        var matched = 0
        for position in pattern.indices.dropFirst() {
            while matched > 0, pattern[matched] != pattern[position] { matched = fallbacks[matched - 1] }
            if pattern[matched] == pattern[position] { matched += 1 }
            fallbacks[position] = matched
        }
        return fallbacks
    }

    /// The text with every occurrence of another one replaced, from the left, none overlapping.
    package func replacing(_ part: ByteString, with replacement: ByteString) -> ByteString {
        guard !part.isEmpty, var range = firstRange(of: part) else { return self }
        var output: [UInt8] = []
        output.reserveCapacity(count)
        var position = bytes.startIndex
        while true {
            output.append(contentsOf: bytes[position..<range.lowerBound])
            output.append(contentsOf: replacement.bytes)
            position = range.upperBound
            guard let next = firstRange(of: part, from: position) else { break }
            range = next
        }
        output.append(contentsOf: bytes[position...])
        return ByteString(output)
    }

    /// The parts between bytes that match, the empty ones left out.
    package func split(where isSeparator: (UInt8) -> Bool) -> [ByteString] {
        bytes.split(whereSeparator: isSeparator).map { ByteString($0) }
    }
}
