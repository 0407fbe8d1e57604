// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import Testing

@testable import Configuration

/// docs/llm-gateway.schema.json beside the table of settings.
///
/// `RECORD_SCHEMA=1` with `RUN_FLAGS="--filter SchemaTests" make test` writes it.
struct SchemaTests {
    private static let path = "\(DocumentedVariable.root)/docs/llm-gateway.schema.json"

    @Test func theSchemaIsThatOfTheTable() throws {
        let made = try SettingsSchema().text
        if ProcessInfo.processInfo.environment["RECORD_SCHEMA"] == "1" {
            try made.write(toFile: Self.path, atomically: false, encoding: .utf8)
        }
        #expect(try String(contentsOfFile: Self.path, encoding: .utf8) == made)
    }

    /// Each key is there once at its place, with its variable, its range and its words.
    @Test func everySettingIsInTheSchema() throws {
        let text = try String(contentsOfFile: Self.path, encoding: .utf8)
        for value in Setting.all.flatMap(\.values) {
            let name = value.key.split(separator: ".").last ?? ""
            #expect(text.contains("\"\(name)\": {\n"), "\(value.key)")
            #expect(text.contains(value.variable), "\(value.key)")
            switch value.form {
            case .number(let range):
                #expect(text.contains("\"minimum\": \(range.lowerBound),"), "\(value.key)")
                #expect(text.contains("\"maximum\": \(range.upperBound)\n"), "\(value.key)")
            case .word(let words):
                #expect(text.contains(words.map { "\"\($0)\"" }.joined(separator: ", ")), "\(value.key)")
            case .text, .secret, .seconds, .onOrOff, .list: break
            }
        }
        for key in FileReader.providerKeys { #expect(text.contains("\"\(key)\": {\n"), "\(key)") }
    }
}
