// SPDX-License-Identifier: Apache-2.0

internal import FoundationEssentials
internal import GatewayTesting

/// The document that a run writes its tables to, between two marks; what is around them stays.
enum Document {
    /// The line before the generated part.
    static let begin = "<!-- begin: written by make bench -->"
    /// The line after it.
    static let end = "<!-- end -->"

    /// Replaces the generated part of a file.
    ///
    /// - Throws: ``TestFailure`` when the file has not both marks.
    static func write(_ report: Report, to path: String) throws {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        try replacing(in: text, with: report.markdown).write(toFile: path, atomically: true, encoding: .utf8)
    }

    /// A text with another generated part.
    static func replacing(in text: String, with part: String) throws -> String {
        guard let begin = text.firstRange(of: begin), let end = text[begin.upperBound...].firstRange(of: end) else {
            throw TestFailure("the document lacks a mark: \(begin) or \(end)")
        }
        return text[..<begin.upperBound] + "\n\n" + part + "\n\n" + text[end.lowerBound...]
    }
}
