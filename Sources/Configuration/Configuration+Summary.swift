// SPDX-License-Identifier: Apache-2.0

extension Configuration {
    /// What is in force, a `NAME=value` line each, with secrets hidden.
    package var summary: [String] {
        settings.flatMap { $0.lines(self) }
    }

    /// The same, with where each value comes from, in parentheses behind it: what `llm-gateway check` prints.
    package var report: [String] {
        settings.flatMap { setting in
            setting.lines(self).map { line in
                let name = String(line.prefix { $0 != "=" })
                let source = "(\(sources.description(of: name)))"
                return line + String(repeating: " ", count: max(2, Self.column - line.count)) + source
            }
        }
    }

    /// Where sources begin, where the values leave room.
    private static let column = 48

    /// What only a file can say, such as a provider's dialect: lines of its own words.
    func fileLines(of key: String) -> [String] {
        sources.shown.filter { $0.key.hasPrefix("\(key).") }.map { "\($0.key)=\($0.value)" }
    }
}
