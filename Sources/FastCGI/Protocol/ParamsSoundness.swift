// SPDX-License-Identifier: Apache-2.0

/// Walks over name-value pairs (FastCGI specification 1.0, section 3.4) and sees whether their lengths can be true.
///
/// libfcgi allocates what a length says before the bytes come, up to 2 GB, and may abort the process over it.
struct ParamsSoundness {
    /// The longest name or value that is believed.
    private static let maximumLength = 1 << 20

    private enum Expectation {
        case nameLength, valueLength
    }

    private var expectation = Expectation.nameLength
    private var nameLength = 0
    /// Bytes of the current name and value that are still to come.
    private var remaining = 0
    /// A length of four bytes that has begun: its value so far, and the bytes that are missing.
    private var partial: (value: Int, missing: Int)?

    /// True when no pair is cut off.
    var isAtEnd: Bool {
        remaining == 0 && partial == nil && expectation == .nameLength
    }

    /// Takes the next bytes of the stream; false when a length cannot be true.
    mutating func take(_ content: ArraySlice<UInt8>) -> Bool {
        var position = content.startIndex
        while position < content.endIndex {
            if remaining > 0 {
                let step = min(remaining, content.endIndex - position)
                remaining -= step
                position += step
                continue
            }
            let byte = content[position]
            position += 1
            if let (value, missing) = partial {
                let longer = value << 8 | Int(byte)
                partial = missing > 1 ? (longer, missing - 1) : nil
                if missing == 1, !accept(longer) { return false }
            } else if byte & 0x80 != 0 {
                partial = (Int(byte & 0x7F), 3)
            } else {
                _ = accept(Int(byte))
            }
        }
        return true
    }

    private mutating func accept(_ length: Int) -> Bool {
        guard length <= Self.maximumLength else { return false }
        switch expectation {
        case .nameLength:
            nameLength = length
            expectation = .valueLength
        case .valueLength:
            remaining = nameLength + length
            expectation = .nameLength
        }
        return true
    }
}
