// SPDX-License-Identifier: Apache-2.0

import ByteStrings
import JSONCoding

/// Reads the part of YAML that `docs/openapi.yaml` is written in, and refuses everything else.
///
/// Blocks of members and of elements, by their indentation; plain words, numbers, true, false and null; texts folded with
/// `>-`; JSON on one line; comments that have a line of their own. Every YAML parser reads the same out of it.
struct PlainYAML {
    struct Failure: Error {
        let line: Int
        let reason: String
    }

    private struct Line {
        let number: Int
        var indent: Int
        var text: Substring
    }

    private var lines: [Line] = []
    private var position = 0

    /// Parses a whole document, which is an object or an array.
    static func parse(_ text: String) throws -> JSONValue {
        var parser = PlainYAML()
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let content = line.drop { $0 == " " }
            if content.isEmpty || content.hasPrefix("#") { continue }
            let indent = line.count - content.count
            guard !content.contains("\t"), !content.hasSuffix(" ") else {
                throw Failure(line: index + 1, reason: "a tab, or a blank at the end")
            }
            parser.lines.append(Line(number: index + 1, indent: indent, text: content))
        }
        let value = try parser.block(at: 0)
        if parser.position < parser.lines.count { throw parser.failure("not indented as what is before it") }
        return value
    }

    private func failure(_ reason: String) -> Failure {
        Failure(line: lines.indices.contains(position) ? lines[position].number : 0, reason: reason)
    }

    private var isAtElement: Bool { lines[position].text.hasPrefix("- ") }

    private func isAt(_ indent: Int) -> Bool { position < lines.count && lines[position].indent == indent }

    private mutating func block(at indent: Int) throws -> JSONValue {
        guard isAt(indent) else { throw failure("expected a block") }
        return isAtElement ? try array(at: indent) : try object(at: indent)
    }

    private mutating func object(at indent: Int) throws -> JSONValue {
        var object = JSONObject()
        while isAt(indent), !isAtElement {
            guard let (key, rest) = entry(lines[position].text) else { throw failure("expected a member") }
            guard object[key] == nil else { throw failure("a member that is there already") }
            position += 1
            if rest.isEmpty {
                guard position < lines.count, lines[position].indent > indent else { throw failure("expected a value") }
                object.append(ByteString(key), try block(at: lines[position].indent))
            } else if rest == ">-" {
                object.append(ByteString(key), .string(ByteString(foldedText(below: indent))))
            } else {
                position -= 1
                object.append(ByteString(key), try scalar(rest))
                position += 1
            }
        }
        return .object(object)
    }

    private mutating func array(at indent: Int) throws -> JSONValue {
        var elements: [JSONValue] = []
        while isAt(indent), isAtElement {
            let rest = lines[position].text.dropFirst(2)
            if !isJSON(rest), entry(rest) != nil {
                // The rest of the line is the first member of an object that stands two places further in.
                lines[position].indent += 2
                lines[position].text = rest
                elements.append(try object(at: indent + 2))
            } else {
                elements.append(try scalar(rest))
                position += 1
            }
        }
        return .array(elements)
    }

    private mutating func foldedText(below indent: Int) -> String {
        var words: [Substring] = []
        while position < lines.count, lines[position].indent > indent {
            words.append(lines[position].text)
            position += 1
        }
        return words.joined(separator: " ")
    }

    /// A member's key, and what stands behind it; nil when the line is no member.
    private func entry(_ text: Substring) -> (key: String, rest: Substring)? {
        if text.hasPrefix("\"") {
            guard let end = text.dropFirst().firstIndex(of: "\""), text[end...].hasPrefix("\":") else { return nil }
            return (String(text[..<end].dropFirst()), text[end...].dropFirst(2).drop { $0 == " " })
        }
        for index in text.indices where text[index] == ":" {
            let rest = text[index...].dropFirst()
            if rest.isEmpty || rest.hasPrefix(" ") { return (String(text[..<index]), rest.drop { $0 == " " }) }
        }
        return nil
    }

    private func isJSON(_ text: Substring) -> Bool {
        text.first.map { "\"[{".contains($0) } ?? false
    }

    private func scalar(_ text: Substring) throws -> JSONValue {
        if isJSON(text) || ["true", "false", "null"].contains(text) || Double(text) != nil {
            do {
                return try JSONValue(parsing: Array(text.utf8)[...])
            } catch {
                throw failure("\(error)")
            }
        }
        let isPlain = text.first.map { !"'&*!|>%@`?,]}#-".contains($0) } ?? false
        let words = ["yes", "no", "on", "off", "~", "y", "n"]
        guard isPlain, !text.contains(": "), !text.contains(" #"), !text.hasSuffix(":"),
            !words.contains(text.lowercased())
        else { throw failure("a plain text that means something else in YAML") }
        return .string(ByteString(text))
    }
}
