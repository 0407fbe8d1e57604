// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings

/// Reads a document of YAML 1.2 in UTF-8, as far as a configuration needs it.
///
/// Nodes, anchors and aliases are taken. Tags, directives, several documents, keys that are no texts, and keys that are
/// there twice are errors: each of them hides what a file says.
package enum YAMLDocument {
    /// Reads a document.
    ///
    /// - Parameters:
    ///   - bytes: The document.
    ///   - limits: What it may take.
    /// - Returns: Its root; nil for a document in which nothing stands.
    /// - Throws: ``YAMLError`` with the first thing that is wrong.
    package static func parse(
        _ bytes: [UInt8],
        limits: YAMLLimits = YAMLLimits()
    ) throws(YAMLError) -> YAMLNode? {
        guard bytes.count <= limits.size else {
            throw YAMLError("it has more than \(limits.size) bytes", at: YAMLMark(line: 1, column: 1))
        }
        // A byte order mark has no column.
        let text = bytes.starts(with: byteOrderMark) ? Array(bytes.dropFirst(byteOrderMark.count)) : bytes
        try refuseDirectives(text)
        var composer = YAMLComposer(text, limits)
        return try composer.document()
    }

    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

    /// Looks for lines of directives before libyaml does, which compares each of them with all others.
    private static func refuseDirectives(_ bytes: [UInt8]) throws(YAMLError) {
        var line = 1
        var isStart = true
        for byte in bytes {
            if isStart, byte == UInt8(ascii: "%") {
                throw YAMLError("no line may begin with %", at: YAMLMark(line: line, column: 1))
            }
            isStart = byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
            if byte == UInt8(ascii: "\n") { line += 1 }
        }
    }
}
