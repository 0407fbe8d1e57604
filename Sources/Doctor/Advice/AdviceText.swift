// SPDX-License-Identifier: Apache-2.0

/// One of the text files beside this one: `[symptom]`, and below it the lines to say.
///
/// `{{name}}` in a line is a place to be filled in.
struct AdviceText: Sendable {
    /// The lines that stand for those of a more special file.
    static let directives = "{{directives}}"

    private let sections: [String: [String]]

    /// Reads a file.
    init(_ source: [UInt8]) {
        var sections: [String: [String]] = [:]
        var name = ""
        for line in String(decoding: source, as: UTF8.self).split(separator: "\n") {
            if line.hasPrefix("["), line.hasSuffix("]") {
                name = String(line.dropFirst().dropLast())
                sections[name] = []
            } else {
                sections[name, default: []].append(String(line))
            }
        }
        self.sections = sections
    }

    /// The lines for a symptom; nil when the file says nothing of it.
    subscript(symptom: Symptom) -> [String]? { sections[symptom.title] }
}
