// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// The benchmarks' command line.
@main
struct GatewayBenchmarks: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gateway-benchmarks",
        abstract: "Measures the release gateway behind nginx, and loads it for long.",
        subcommands: [RunCommand.self, InstructionsCommand.self, SoakCommand.self, UpstreamCommand.self]
    )
}
