// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import Configuration

/// `llm-gateway check`: validates the configuration and prints what is in force.
struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Validate the configuration and print what is in force, secrets hidden.",
        discussion:
            "Behind each value stands where it comes from. Exits with 0, or with 78 and one line for each fault."
    )

    @OptionGroup var options: ConfigurationOptions

    func run() throws {
        for line in try options.load().report { print(line) }
    }
}
