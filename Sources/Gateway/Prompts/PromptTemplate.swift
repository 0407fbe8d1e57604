// SPDX-License-Identifier: Apache-2.0

/// A text with places to fill in, such as `{{text}}`.
///
/// What is filled in is never looked at again, so that a caller's text with `{{classes}}` in it stays that text.
struct PromptTemplate: Sendable {
    private enum Piece {
        case text(ArraySlice<UInt8>)
        case place(String)
    }

    private let pieces: [Piece]

    /// Reads a template; the line end at its end is not part of it.
    init(_ source: [UInt8]) {
        var pieces: [Piece] = []
        var rest = source[...]
        if rest.last == UInt8(ascii: "\n") { rest.removeLast() }
        while let open = Self.position(of: UInt8(ascii: "{"), in: rest),
            let close = Self.position(of: UInt8(ascii: "}"), in: rest[open...])
        {
            pieces.append(.text(rest[..<open]))
            pieces.append(.place(String(decoding: rest[open + 2..<close], as: UTF8.self)))
            rest = rest[(close + 2)...]
        }
        pieces.append(.text(rest))
        self.pieces = pieces
    }

    /// Where a byte stands twice in a row.
    private static func position(of byte: UInt8, in text: ArraySlice<UInt8>) -> Int? {
        text.indices.dropLast().first { text[$0] == byte && text[$0 + 1] == byte }
    }

    /// The text with its places filled in; a place without a value is empty.
    func filled(_ values: [String: ArraySlice<UInt8>]) -> ArraySlice<UInt8> {
        var output: [UInt8] = []
        output.reserveCapacity(values.values.reduce(2_048) { $0 + $1.count })
        for piece in pieces {
            switch piece {
            case .text(let text): output.append(contentsOf: text)
            case .place(let name): output.append(contentsOf: values[name] ?? [])
            }
        }
        return output[...]
    }
}
