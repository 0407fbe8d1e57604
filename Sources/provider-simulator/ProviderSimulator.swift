// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// The command line of the simulator: it reads the options, starts the server and waits until it is killed.
///
/// Standard output carries exactly one line, `listening on HOST:PORT`, once connections are accepted.
@main
struct ProviderSimulator: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "provider-simulator",
        abstract: "A fake provider of language models for demos, tests and benchmarks.",
        discussion: ModelNameGuide.text
    )

    @Option(help: ArgumentHelp("Where to listen; port 0 chooses a free one.", valueName: "HOST:PORT"))
    var listen: ListenAddress

    @Option(help: ArgumentHelp("Number of event loops, one thread each.", valueName: "N"))
    var threads = 1

    @Flag(help: "Write one line a request to standard error.")
    var verbose = false

    func validate() throws {
        guard (1...256).contains(threads) else {
            throw ValidationError("--threads must be between 1 and 256.")
        }
    }

    func run() async throws {
        let server = SimulatorServer(threads: threads, verbose: verbose)
        try await server.run(on: listen)
    }
}
