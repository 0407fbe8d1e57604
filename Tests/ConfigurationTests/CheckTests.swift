// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import Testing

@testable import Configuration

/// What `llm-gateway check` says of some environments, as version 0.1.0 said it: a line for every fault, warning and value.
struct CheckTests {
    struct Case: Decodable, Sendable, CustomTestStringConvertible {
        var environment: [String: String]
        var listen: String?
        var faults: [String]?
        var warnings: [String]?
        var summary: [String]?

        var testDescription: String { environment.keys.sorted().joined(separator: " ") }
    }

    /// The cases of Fixtures/check.json.
    static let cases: [Case] = {
        let path = #filePath.replacing("CheckTests.swift", with: "Fixtures/check.json")
        guard let data = FileManager.default.contents(atPath: path) else { return [] }
        return (try? JSONDecoder().decode([Case].self, from: data)) ?? []
    }()

    @Test func thereAreCases() {
        #expect(Self.cases.count == 84)
    }

    @Test(arguments: cases)
    func everyLineIsWhatItWas(_ expected: Case) {
        do throws(ConfigurationError) {
            let configuration = try Configuration(environment: expected.environment, listen: expected.listen)
            // What is newer than the recording has a line of its own.
            let newer = ["GATEWAY_CONFIG=", "GATEWAY_MODELS=", "GATEWAY_FETCH_IMAGES="]
            let summary = configuration.summary.filter { line in !newer.contains { line.hasPrefix($0) } }
            #expect(summary == expected.summary)
            let unknown = configuration.unknownVariables.map { "\($0) is not known to this version and is ignored" }
            // The machine's own list of certificates is no matter of these environments.
            let warnings = configuration.warnings.filter { !$0.hasPrefix("no certificate authorities") }
            #expect(unknown + warnings == expected.warnings ?? [])
        } catch {
            #expect(error.faults == expected.faults)
        }
    }
}
