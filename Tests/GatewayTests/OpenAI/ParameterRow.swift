// SPDX-License-Identifier: Apache-2.0

import ByteStrings
import JSONCoding
import Testing

/// A row of the table of parameters in `docs/compatibility.md`: members of a request, and what becomes of the last one.
struct ParameterRow: Sendable, CustomTestStringConvertible {
    /// What becomes of a parameter.
    enum Outcome: String {
        /// The provider gets the same value under the same name.
        case passed
        /// The provider gets it in its own words.
        case translated
        /// It means nothing to the answer, and is named as left out.
        case advisory
        /// It is an error, before anybody is asked.
        case refused
        /// Nothing is different with it: the row shows nothing.
        case none
    }

    static let columns = ["openai", "anthropic", "google"]

    /// The members as they stand in the table.
    let members: String
    /// What becomes of the last one with each provider.
    let outcomes: [String]

    /// The rows of a page.
    static func rows(of page: String) -> [ParameterRow] {
        page.split(separator: "\n").compactMap { line in
            let cells = line.split(separator: "|").map { $0.trimming { $0 == " " } }
            guard cells.count == 1 + columns.count, cells[0].hasPrefix("`\""), cells[0].hasSuffix("`") else {
                return nil
            }
            return ParameterRow(
                members: String(cells[0].dropFirst().dropLast()),
                outcomes: cells.dropFirst().map(String.init)
            )
        }
    }

    var testDescription: String { members }

    private var object: JSONObject? {
        (try? JSONValue(parsing: Array("{\(members)}".utf8)[...]))?.objectValue
    }

    /// The parameter that the row is about.
    var parameter: JSONObject.Member? { object?.members.last }

    /// The members before it.
    var others: String {
        (object?.members.dropLast() ?? []).map { member in
            var writer = JSONWriter()
            member.value.write(to: &writer)
            return #","\#(member.key)":"# + String(decoding: writer.take(), as: UTF8.self)
        }.joined()
    }
}

extension Substring {
    fileprivate func trimming(_ isTrimmed: (Character) -> Bool) -> Substring {
        var rest = drop(while: isTrimmed)
        while let last = rest.last, isTrimmed(last) { rest.removeLast() }
        return rest
    }
}
