// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
internal import GatewayTesting

/// Loads the gateway with everything at once for long, and looks whether anything grows or is answered wrongly.
struct SoakCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "soak",
        abstract: "Load the gateway with requests of all kinds; fail when anything leaks or gets a wrong answer."
    )

    @Option(help: "How long, in seconds; the first look is after a minute, or after a third if that is sooner.")
    var seconds = 600

    func validate() throws {
        guard seconds >= 10 else { throw ValidationError("--seconds must be at least 10.") }
    }

    func run() async throws {
        _ = Socket.raiseFileLimit()
        // Short limits in time, so that silent providers are part of the load and do not stop it.
        let configuration = DeploymentConfiguration(
            webServer: .privateServer(ConnectionMode.allCases),
            environment: [
                "GATEWAY_FIRST_BYTE_TIMEOUT": "2", "GATEWAY_IDLE_TIMEOUT": "2", "GATEWAY_TOTAL_TIMEOUT": "30",
                "GATEWAY_KEEPALIVE_INTERVAL": "1", "GATEWAY_LOG_LEVEL": "error",
            ]
        )
        let counts = SoakCounts()
        let start = ContinuousClock.now
        let samples = try await withGateway(configuration) { deployment in
            let load = SoakLoad(servers: try ConnectionMode.allCases.map(deployment.client), counts: counts)
            try await load.run(until: start + .seconds(min(60, seconds / 3)))
            let first = try await SoakSample.take(deployment)
            StandardOutput.print("first look: \(first)")
            try await load.run(until: start + .seconds(seconds))
            return [first, try await SoakSample.take(deployment)]
        }
        let faults = report(counts, samples, names: ["after \(min(60, seconds / 3)) s", "after \(seconds) s"])
        guard faults.isEmpty else {
            StandardOutput.print("\n" + faults.joined(separator: "\n"))
            throw ExitCode.failure
        }
        StandardOutput.print("\nnothing has grown, and every answer was one that it may be")
    }

    /// Prints the tables.
    ///
    /// - Returns: Why the run has failed; empty when it has not.
    private func report(_ counts: SoakCounts, _ samples: [SoakSample], names: [String]) -> [String] {
        var table = Table(title: "Requests", columns: ["kind", "as it must be", "wrong"])
        for kind in SoakKind.allCases {
            let count = counts.counts[kind] ?? SoakCounts.Count()
            table.rows.append([kind.rawValue, Format.number(Double(count.right)), Format.number(Double(count.wrong))])
        }
        StandardOutput.print("\n\(table.markdown)")
        var resources = Table(
            title: "The gateway without load",
            columns: ["", "descriptors", "connections to the provider", "threads", "RSS"],
            note: """
                It fails if descriptors grow by more than \(SoakLoad.clients) (nginx keeps connections), threads at all, \
                memory by more than 10 % and 2 MiB, or if any answer is wrong.
                """
        )
        for (name, sample) in zip(names, samples) {
            resources.rows.append([
                name, "\(sample.descriptors)", "\(sample.providerConnections)", "\(sample.threads)",
                Format.mebibytes(sample.memory) + " MiB",
            ])
        }
        StandardOutput.print("\n\(resources.markdown)")
        var faults = samples[1].growth(since: samples[0]).map { "grown: \($0)" }
        faults += counts.examples.map { "wrong: \($0)" }
        let missing = SoakKind.allCases.filter { counts.counts[$0] == nil }
        faults += missing.map { "never sent: \($0.rawValue)" }
        return faults
    }
}
