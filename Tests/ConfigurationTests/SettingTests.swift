// SPDX-License-Identifier: Apache-2.0

import Providers
import Testing

@testable import Configuration

/// The table of settings, and docs/configuration.md beside it.
struct SettingTests {
    private static let settings = Setting.all + ProviderConfiguration.builtInNames.map(Setting.provider)

    @Test func theDocumentHasEveryVariableOnce() throws {
        // The last one stands for the variables of any further provider.
        let names = try DocumentedVariable.all().flatMap(\.names).filter { !$0.hasPrefix("NAME_") }
        #expect(names.sorted() == Self.settings.flatMap(\.variables).sorted())
    }

    @Test func theDocumentHasTheDefaults() throws {
        let summary = try Configuration(environment: [:]).summary
        let rows = try DocumentedVariable.all().filter { !$0.standard.isEmpty }
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
        let keys = Self.settings.compactMap(\.key) + Self.settings.flatMap(\.values).map(\.key)
        for key in keys { #expect(key.wholeMatch(of: /[a-z_]+(\.[a-z_]+){0,2}/) != nil, "\(key)") }
        // Only where the file is cannot be said in it.
        #expect(Self.settings.filter { $0.key == nil }.flatMap(\.variables) == ["GATEWAY_CONFIG"])
        let values = Self.settings.flatMap(\.values)
        #expect(Set(values.map(\.key)).count == values.count)
        #expect(Set(values.map(\.variable)).count == values.count)
        // What is a value may not hold others.
        for value in values { #expect(!values.contains { $0.key.hasPrefix("\(value.key).") }, "\(value.key)") }
    }

    /// Whatever a variable says, a file can say too: but where it is, and the names of providers, which it says otherwise.
    @Test func everyVariableHasAPlaceInAFile() {
        let variables = Set(Self.settings.flatMap(\.variables)).subtracting(
            Self.settings.flatMap(\.values).map(\.variable)
        )
        #expect(variables.sorted() == ["GATEWAY_CONFIG", "GATEWAY_PROVIDERS", "GEMINI_API_KEY"])
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
