// SPDX-License-Identifier: Apache-2.0

internal import Glibc

/// Walks over name-value pairs (FastCGI specification 1.0, section 3.4) and sees whether they may be given to libfcgi.
///
/// libfcgi allocates what a length says before the bytes come, up to 2 GB, and may abort the process over it.
struct ParamsSoundness {
    private enum Expectation {
        case nameLength, valueLength
    }

    /// What is wrong with them; nothing is looked at once there is something.
    private(set) var fault: ParamsFault?

    /// The most bytes that all names and values may have, with a sign between each two, as libfcgi keeps them.
    private let limit: Int
    private var total = 0
    private var expectation = Expectation.nameLength
    private var nameLength = 0
    /// Bytes of the current name and value that are still to come.
    private var remaining = 0
    /// A length of four bytes that has begun: its value so far, and the bytes that are missing.
    private var partial: (value: Int, missing: Int)?

    init(limit: Int) {
        self.limit = limit
    }

    /// True when no pair is cut off, or the pairs do not matter any more.
    var isAtEnd: Bool {
        fault != nil || (remaining == 0 && partial == nil && expectation == .nameLength)
    }

    /// Takes the next bytes of the stream.
    mutating func take(_ content: ArraySlice<UInt8>) {
        var position = content.startIndex
        while position < content.endIndex, fault == nil {
            if remaining > 0 {
                let step = min(remaining, content.endIndex - position)
                if Self.hasNUL(content[position..<position + step]) { fault = .hasNUL }
                remaining -= step
                position += step
                continue
            }
            let byte = content[position]
            position += 1
            if let (value, missing) = partial {
                let longer = value << 8 | Int(byte)
                partial = missing > 1 ? (longer, missing - 1) : nil
                if missing == 1 { accept(longer) }
            } else if byte & 0x80 != 0 {
                partial = (Int(byte & 0x7F), 3)
            } else {
                accept(Int(byte))
            }
        }
    }

    private mutating func accept(_ length: Int) {
        total += length
        switch expectation {
        case .nameLength:
            nameLength = length
            expectation = .valueLength
            total += 1
        case .valueLength:
            remaining = nameLength + length
            expectation = .nameLength
        }
        if total > limit { fault = .tooLarge(limit: limit) }
    }

    private static func hasNUL(_ bytes: ArraySlice<UInt8>) -> Bool {
        unsafe bytes.withUnsafeBytes { bytes in
            guard let start = bytes.baseAddress else { return false }
            return unsafe memchr(start, 0, bytes.count) != nil
        }
    }
}
