// SPDX-License-Identifier: Apache-2.0

import NIOCore

/// The text of an answer, delta by delta, already escaped for a JSON string.
struct TextSource {
    /// Where the text of a delta comes from.
    private enum Source {
        /// These pieces in turn, from the beginning again after the last.
        case pieces([[UInt8]])
        /// That many bytes of the sentences, going on where the last delta ended.
        case sentences(size: Int)
        /// Sequence number and time, padded with spaces to that many bytes.
        case stamp(size: Int)
    }

    /// Number of deltas.
    let count: Int
    private let source: Source

    /// Takes what the request has for `text=echo`.
    init(_ kind: TextKind, behaviour: Behaviour, userText: String) {
        switch kind {
        case .words:
            count = behaviour.chunks
            source = behaviour.size.map { .sentences(size: $0) } ?? .pieces(TextCorpus.words.map { Array($0.utf8) })
        case .stamp:
            count = behaviour.chunks
            source = .stamp(size: behaviour.size ?? 0)
        case .emoji:
            var pieces = TextCorpus.emoji
            if let size = behaviour.size {
                let whole = pieces.joined()
                let repeated = String(repeating: whole, count: size / whole.utf8.count + 1)
                pieces = Self.cut(repeated, bytes: size)
            }
            count = behaviour.chunks
            source = .pieces(Self.escaped(pieces, behaviour))
        case .echo:
            let pieces = Self.cut(userText, behaviour)
            count = pieces.count
            source = .pieces(Self.escaped(pieces, behaviour))
        }
    }

    /// A given text, cut as `text=echo` is.
    init(_ text: String, behaviour: Behaviour) {
        let pieces = Self.cut(text, behaviour)
        count = pieces.count
        source = .pieces(Self.escaped(pieces, behaviour))
    }

    /// A text of given pieces.
    init(pieces: [String]) {
        count = pieces.count
        source = .pieces(pieces.map { Array(JSONText.escaped($0).utf8) })
    }

    var indices: Range<Int> {
        0..<count
    }

    func append(index: Int, to buffer: inout ByteBuffer) {
        switch source {
        case .pieces(let pieces):
            buffer.writeBytes(pieces[index % pieces.count])
        case .sentences(let size):
            Self.appendSentences(from: index * size, count: size, to: &buffer)
        case .stamp(let size):
            let length = buffer.writeString("\(index):\(NIODeadline.now().uptimeNanoseconds);")
            if length < size {
                buffer.writeRepeatingByte(UInt8(ascii: " "), count: size - length)
            }
        }
    }

    private static func appendSentences(from start: Int, count: Int, to buffer: inout ByteBuffer) {
        let bytes = TextCorpus.bytes
        var offset = start % bytes.count
        var left = count
        while left > 0 {
            let length = min(left, bytes.count - offset)
            buffer.writeBytes(bytes[offset..<(offset + length)])
            left -= length
            offset = 0
        }
    }

    private static func cut(_ text: String, _ behaviour: Behaviour) -> [String] {
        behaviour.size.map { cut(text, bytes: $0) } ?? cut(text, count: behaviour.chunks)
    }

    private static func escaped(_ pieces: [String], _ behaviour: Behaviour) -> [[UInt8]] {
        pieces.map { Array(JSONText.escaped($0, asciiOnly: behaviour.escapesNonASCII).utf8) }
    }

    /// Cuts between code points into pieces of at most that many bytes, or of one code point that is longer.
    private static func cut(_ text: String, bytes limit: Int) -> [String] {
        var pieces: [String] = []
        var piece = String.UnicodeScalarView()
        var length = 0
        for scalar in text.unicodeScalars {
            let width = UTF8.width(scalar)
            if length > 0, length + width > limit {
                pieces.append(String(piece))
                piece = String.UnicodeScalarView()
                length = 0
            }
            piece.append(scalar)
            length += width
        }
        return length > 0 ? pieces + [String(piece)] : pieces
    }

    /// Cuts between code points into that many pieces of about the same size, or fewer when the text is short.
    private static func cut(_ text: String, count: Int) -> [String] {
        let scalars = Array(text.unicodeScalars)
        let pieces = min(max(count, 1), scalars.count)
        return (0..<pieces).map { index in
            var piece = String.UnicodeScalarView()
            piece.append(contentsOf: scalars[(scalars.count * index / pieces)..<(scalars.count * (index + 1) / pieces)])
            return String(piece)
        }
    }
}
