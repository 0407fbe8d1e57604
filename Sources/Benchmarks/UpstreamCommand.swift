// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// The fake provider as a process of its own.
struct UpstreamCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "upstream",
        abstract: "The fake provider that the benchmarks start.",
        shouldDisplay: false
    )

    func run() throws {
        _ = Socket.raiseFileLimit()
        Socket.makeTimersExact()
        var provider = try FakeProvider()
        StandardOutput.print("ports \(try provider.port) \(try provider.silentPort)")
        try provider.run()
    }
}
