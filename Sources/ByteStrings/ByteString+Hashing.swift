// SPDX-License-Identifier: Apache-2.0

extension ByteString: Hashable {
    package static func == (left: ByteString, right: ByteString) -> Bool {
        left.bytes == right.bytes
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(bytes.count)
        var word: UInt64 = 0
        var filled = 0
        for byte in bytes {
            word = word << 8 | UInt64(byte)
            filled += 1
            if filled == 8 {
                hasher.combine(word)
                (word, filled) = (0, 0)
            }
        }
        if filled > 0 { hasher.combine(word) }
    }

    /// Whether the text is that of a constant, byte for byte; without an allocation.
    package func equals(_ text: String) -> Bool {
        bytes.elementsEqual(text.utf8)
    }

    /// Matches a string literal in a `switch`, as ``equals(_:)`` does.
    package static func ~= (text: String, value: ByteString) -> Bool {
        value.equals(text)
    }

    /// Whether the texts differ at the most in the case of ASCII's letters.
    package func equalsIgnoringCase(_ other: ByteString) -> Bool {
        count == other.count && hasPrefixIgnoringCase(other)
    }
}
