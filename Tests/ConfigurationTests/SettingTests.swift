// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import Providers
import Testing

@testable import Configuration

/// The table of settings, and docs/configuration.md beside it.
struct SettingTests {
    /// The rows of the documented tables of variables: names and defaults.
    private static func documented() throws -> [(names: [String], standard: String)] {
        let root = #filePath.replacing("/Tests/ConfigurationTests/SettingTests.swift", with: "")
        let text = try String(contentsOfFile: "\(root)/docs/configuration.md", encoding: .utf8)
        var rows: [(names: [String], standard: String)] = []
        var isTable = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            guard line.hasPrefix("|") else {
                isTable = false
                continue
            }
            let cells = line.split(separator: "|").map {
                String($0.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
            }
            if cells.first == "variable" { isTable = true }
            guard isTable, let names = cells.first?.matches(of: /`([A-Z_]+)`/).map({ String($0.output.1) }),
                !names.isEmpty
            else { continue }
            rows.append((names, cells.count > 1 ? cells[1].replacing("`", with: "") : ""))
        }
        return rows
    }

    private static let settings = Setting.all + ProviderConfiguration.builtInNames.map(Setting.provider)

    @Test func theDocumentHasEveryVariableOnce() throws {
        // The last one stands for the variables of any further provider.
        let names = try Self.documented().flatMap(\.names).filter { !$0.hasPrefix("NAME_") }
        #expect(names.sorted() == Self.settings.flatMap(\.variables).sorted())
    }

    @Test func theDocumentHasTheDefaults() throws {
        let summary = try Configuration(environment: [:]).summary
        let rows = try Self.documented().filter { !$0.standard.isEmpty }
        var compared = 0
        for line in summary {
            let name = String(line.prefix { $0 != "=" })
            // They have no column of defaults, or one that is made of the machine.
            guard name != "GATEWAY_MAX_MEMORY", let row = rows.first(where: { $0.names.contains(name) }),
                !name.hasPrefix("SSL_"), !name.hasSuffix("_PROXY")
            else { continue }
            var value = String(line.dropFirst(name.count + 1))
            if value.hasPrefix("("), value.hasSuffix(")") { value = String(value.dropFirst().dropLast()) }
            #expect((value.hasPrefix("not set") ? "none" : value) == row.standard, "\(name)")
            compared += 1
        }
        #expect(compared == summary.count - 6)
    }

    @Test func keysAreWordsInLowerCaseAndNoneIsThereTwice() throws {
        let keys = Self.settings.map(\.key)
        #expect(Set(keys).count == keys.count)
        for key in keys { #expect(key.wholeMatch(of: /[a-z_]+(\.[a-z_]+)?/) != nil, "\(key)") }
        // What is a value may not hold others.
        for key in keys { #expect(!keys.contains { $0.hasPrefix("\(key).") }, "\(key)") }
    }

    @Test func everyVariableThatIsSetIsShown() throws {
        let configuration = try Configuration(environment: [
            "GATEWAY_PROVIDERS": "my-server", "MY_SERVER_BASE_URL": "http://h",
        ])
        let shown = configuration.summary.map { String($0.prefix { $0 != "=" }) }
        #expect(Set(shown).count == shown.count)
        for setting in configuration.settings { #expect(shown.contains(setting.variables[0]), "\(setting.key)") }
    }
}
