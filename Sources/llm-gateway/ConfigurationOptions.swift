// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import Configuration
internal import FoundationEssentials
internal import OperatingSystem

/// Where the configuration comes from, the same for all commands.
struct ConfigurationOptions: ParsableArguments {
    @Option(help: "Where to listen: unix:/path/to.sock or HOST:PORT.")
    var listen: String?

    @Option(help: "A file of KEY=value lines; the real environment wins over it.")
    var envFile: String?

    @Flag(help: "Go on with a file of keys that every user of the machine can read, with a warning.")
    var allowWorldReadable = false

    /// The path of the file that is read; nil when there is none.
    var environmentFile: String? { envFile ?? EnvironmentFile.defaultPath }

    /// What reads the environment and the files.
    var loader: ConfigurationLoader {
        ConfigurationLoader(
            environment: ProcessInfo.processInfo.environment,
            environmentFile: environmentFile,
            listen: listen,
            allowsWorldReadable: allowWorldReadable
        )
    }

    /// Reads the environment and the files.
    ///
    /// - Throws: `ExitCode` 78 after printing one line for each fault.
    func load() throws -> Configuration {
        var loader = loader
        return try load(&loader)
    }

    /// Reads the environment and the files with a loader that is to be used again.
    ///
    /// - Throws: `ExitCode` 78 after printing one line for each fault.
    func load(_ loader: inout ConfigurationLoader) throws -> Configuration {
        if envFile == nil, EnvironmentFile.binaryPath == nil {
            StandardError.write(
                "llm-gateway: warning: without /proc the program does not know where it is, and looks for no "
                    + "\(EnvironmentFile.defaultName) next to it: pass --env-file"
            )
        }
        do throws(ConfigurationError) {
            let configuration = try loader.load()
            for name in configuration.unknownVariables {
                StandardError.write("llm-gateway: warning: \(name) is not known to this version and is ignored")
            }
            for warning in configuration.warnings { StandardError.write("llm-gateway: warning: \(warning)") }
            return configuration
        } catch {
            for fault in error.faults { StandardError.write("llm-gateway: \(fault)") }
            throw ExitCode(ConfigurationError.exitStatus)
        }
    }
}
