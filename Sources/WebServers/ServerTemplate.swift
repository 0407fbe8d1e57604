// SPDX-License-Identifier: Apache-2.0

/// The text of a web server's configuration with marks such as `@ADDRESS@` in it.
struct ServerTemplate {
    private static let path = "@PATH@"

    private let lines: [Substring]

    /// Reads a template; the line end at its end is not part of it.
    init(_ source: [UInt8]) {
        let text = String(decoding: source, as: UTF8.self)
        let end = text.hasSuffix("\n") ? text.index(before: text.endIndex) : text.endIndex
        lines = text[..<end].split(separator: "\n", omittingEmptySubsequences: false)
    }

    /// The text with its marks filled in.
    ///
    /// A line with `@PATH@` is repeated for each path; one that is nothing but a mark whose value is empty is left out.
    func filled(_ values: [String: String], paths: [String]) -> String {
        var output: [String] = []
        for line in lines {
            let isRepeated = line.contains(Self.path)
            for path in isRepeated ? paths : [""] {
                var filled = line.replacing(Self.path, with: path)
                for (mark, value) in values { filled = filled.replacing(mark, with: value) }
                if filled.allSatisfy({ $0 == " " }), !line.isEmpty { continue }
                output.append(String(filled))
            }
        }
        return output.joined(separator: "\n")
    }
}
