// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import FoundationEssentials
internal import Gateway

/// Where the configuration comes from, the same for all commands.
struct ConfigurationOptions: ParsableArguments {
    @Option(help: "Where to listen: unix:/path/to.sock or HOST:PORT.")
    var listen: String?

    @Option(help: "A file of KEY=value lines; the real environment wins over it.")
    var envFile: String?

    /// Reads the environment and the file.
    ///
    /// - Throws: `ExitCode` 78 after printing one line for each fault.
    func load() throws -> Configuration {
        do throws(ConfigurationError) {
            let defaults =
                if let envFile { try EnvironmentFile.read(envFile) } else { try EnvironmentFile.readDefault() }
            // An empty variable counts as not set: it must not hide the file's.
            let real = ProcessInfo.processInfo.environment.filter { !$0.value.isEmpty }
            let environment = defaults.merging(real) { _, real in real }
            let configuration = try Configuration(environment: environment, listen: listen)
            for name in configuration.unknownVariables {
                StandardError.write("llm-gateway: warning: \(name) is not known to this version and is ignored")
            }
            return configuration
        } catch {
            for fault in error.faults { StandardError.write("llm-gateway: \(fault)") }
            throw ExitCode(ConfigurationError.exitStatus)
        }
    }
}
