// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import Configuration
internal import OperatingSystem
internal import Providers

/// The program.
@main
struct GatewayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "llm-gateway",
        abstract: "An LLM gateway behind the web server that is there already: a FastCGI responder.",
        discussion: """
            Everything is set by environment variables, by the same KEY=value lines in llm-gateway.env next to the \
            binary, or by a YAML file (GATEWAY_CONFIG). docs/configuration.md lists them.
            """,
        version: Version.number,
        subcommands: [ServeCommand.self, CheckCommand.self, DoctorCommand.self, PrintConfigCommand.self],
        defaultSubcommand: ServeCommand.self
    )

    static func main() async {
        let signals = StartingSignals()
        // Swift reads its arguments in /proc: where that is missing it finds none, and every command would be "serve".
        guard let arguments = ProcessArguments.all else {
            StandardError.write("llm-gateway: the command line cannot be read")
            exit(withError: ExitCode(ConfigurationError.exitStatus))
        }
        do {
            var command = try parseAsRoot(Array(arguments.dropFirst()))
            if !(command is ServeCommand) { signals.restore() }
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            exit(withError: error)
        }
    }
}
