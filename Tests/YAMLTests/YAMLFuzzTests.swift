// SPDX-License-Identifier: Apache-2.0

import ByteStrings
import Fuzzing
import Testing

@testable import YAML

struct YAMLFuzzTests {
    private static let document = """
        # Settings.
        access:
          key: &k "a \\"quoted\\" text"  # behind it
          origins: [https://a.example, 'https://b.example']
        limits: {body: 1048576, requests: 10}
        log:
            level: info
        text: |
            several
              lines
        folded: >-
            and
            folded
        again: *k
        list:
        - one
        - two: 2
          three: ~
        ? explicit
        : key

        """

    /// What holds for every document: an error with a place in it, or nodes with places in it, no more than the limits say.
    private static func problem(of bytes: [UInt8]) -> String? {
        let limits = YAMLLimits(size: 4_096, depth: 8, nodes: 200)
        // An alias has the lines of what it stands for; nothing has one beyond the end.
        let lines = bytes.reduce(into: 2) { $0 += [0x0A, 0x0D, 0x85, 0xA8, 0xA9].contains($1) ? 1 : 0 }
        func isSound(_ mark: YAMLMark) -> Bool {
            (1...lines).contains(mark.line) && (1...bytes.count + 1).contains(mark.column)
        }
        var (count, isEverywhereSound) = (0, true)
        func walk(_ node: YAMLNode, depth: Int) {
            count += 1
            isEverywhereSound = isEverywhereSound && isSound(node.mark) && depth <= limits.depth
            switch node.content {
            case .scalar: break
            case .sequence(let nodes): for node in nodes { walk(node, depth: depth + 1) }
            case .mapping(let entries):
                for entry in entries {
                    count += 1
                    isEverywhereSound = isEverywhereSound && isSound(entry.mark)
                    walk(entry.value, depth: depth + 1)
                }
            }
        }
        do throws(YAMLError) {
            if let root = try YAMLDocument.parse(bytes, limits: limits) { walk(root, depth: 0) }
        } catch {
            if !isSound(error.mark) { return "an error at \(error.mark) of \(lines) lines" }
            return error.problem.isEmpty || error.problem.utf8.count > 200 ? "an error without words" : nil
        }
        if !isEverywhereSound { return "a node has no place in the document, or stands too deep" }
        return count > limits.nodes ? "\(count) nodes" : nil
    }

    @Test func everyChangedByteKeepsTheContract() {
        let document = Array(Self.document.utf8)
        let replacements: [UInt8] = Array("\n\t :-[]{}\"'&*!%#|>?,@a".utf8) + [0, 0x7F, 0x80, 0xC3, 0xFF]
        for index in document.indices {
            for byte in replacements {
                var changed = document
                changed[index] = byte
                let problem = Self.problem(of: changed)
                #expect(problem == nil, "byte \(index) as \(byte): \(problem ?? "")")
            }
            let cut = Self.problem(of: Array(document[..<index]))
            #expect(cut == nil, "cut at \(index): \(cut ?? "")")
        }
    }

    @Test func documentsAreReadOrRefused() async throws {
        let pieces =
            Self.document.split(separator: "\n", omittingEmptySubsequences: false).map { Array("\($0)\n".utf8) }
            + [
                "a: ", "- ", "*k", "&k ", "[", "]", "{", "}", "\n", "  ", "---\n", "...\n", "!t ", "\"", "'",
                "\u{FEFF}", "é: ",
            ].map {
                Array($0.utf8)
            }
        let found = try await FuzzTarget("yaml", inputs: 1_500).run { random in
            var lines = pieces
            for _ in 0..<random.number(1..<12) { lines = random.rearrange(lines, with: pieces) }
            var bytes = Array(lines.prefix(random.number(0..<lines.count + 1)).joined())
            for _ in 0..<random.number(0..<4) where !bytes.isEmpty {
                bytes[random.number(0..<bytes.count)] = UInt8(truncatingIfNeeded: random.next())
            }
            return FuzzInput([], bytes)
        } check: { input in
            Self.problem(of: input.bytes)
        }
        #expect(found == [])
    }
}
