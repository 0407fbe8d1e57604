// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import Testing

/// A run of `llm-gateway doctor`.
struct DoctorRun {
    /// The exit status.
    let status: GatewayTesting.ExitStatus?
    /// Standard output.
    let text: String

    /// Examines a deployment through its web server, and checks that no key was printed.
    init(
        _ deployment: Deployment,
        mode: ConnectionMode = .closed,
        path: String = "",
        arguments: [String] = [],
        environment: [String: String] = [:],
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let variables = deployment.environment.merging(environment) { _, wanted in wanted }
        let url = "http://127.0.0.1:\(try deployment.client(mode).port)\(path)"
        let process = try await GatewayProgram.run(["doctor", url] + arguments, environment: variables)
        status = process.exitStatus
        text = process.standardOutput.text
        let output = text + process.standardError.text
        for (name, key) in variables where name.hasSuffix("_API_KEY") || name == "SECRET_TOKEN" {
            #expect(!output.contains(key), "\(name) was printed", sourceLocation: sourceLocation)
        }
    }

    /// The result and what was seen of a check; nil when the table has no such line.
    func line(_ check: String) -> String? {
        text.split(separator: "\n").first { $0.hasPrefix(check + "  ") }.map { line in
            String(line.dropFirst(check.count).drop { $0 == " " })
        }
    }
}
