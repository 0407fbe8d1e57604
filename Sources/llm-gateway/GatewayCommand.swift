// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import Gateway

/// The program.
@main
struct GatewayCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "llm-gateway",
        abstract: "An LLM gateway behind the web server that is there already: a FastCGI responder.",
        discussion: """
            Everything is set by environment variables, or by the same KEY=value lines in llm-gateway.env next to the \
            binary. docs/configuration.md lists them.
            """,
        version: Version.number,
        subcommands: [ServeCommand.self, CheckCommand.self, DoctorCommand.self, PrintConfigCommand.self],
        defaultSubcommand: ServeCommand.self
    )
}
