// SPDX-License-Identifier: Apache-2.0

/// What a fuzz target is given once: how it is to be used, and the bytes.
///
/// As a file it is a line of words, and the bytes behind it.
package struct FuzzInput: Sendable, Equatable {
    /// What the target needs to know besides, such as a provider's name.
    package var words: [String]
    package var bytes: [UInt8]

    package init(_ words: [String], _ bytes: [UInt8]) {
        self.words = words
        self.bytes = bytes
    }

    /// Reads the contents of a file.
    package init(contents: [UInt8]) {
        let end = contents.firstIndex(of: UInt8(ascii: "\n")) ?? contents.endIndex
        words = String(decoding: contents[..<end], as: UTF8.self).split(separator: " ").map(String.init)
        bytes = Array(contents[end...].dropFirst())
    }

    /// The contents of a file.
    package var contents: [UInt8] {
        Array(words.joined(separator: " ").utf8) + [UInt8(ascii: "\n")] + bytes
    }
}
