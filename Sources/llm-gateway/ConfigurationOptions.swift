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

    /// Reads the environment and the file.
    ///
    /// - Throws: `ExitCode` 78 after printing one line for each fault.
    func load() throws -> Configuration {
        do throws(ConfigurationError) {
            let defaults = try defaults()
            // An empty variable counts as not set: it must not hide the file's.
            let real = ProcessInfo.processInfo.environment.filter { !$0.value.isEmpty }
            let environment = defaults.merging(real) { _, real in real }
            let configuration = try Configuration(environment: environment, listen: listen)
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

    /// The variables of the file, if there is one.
    private func defaults() throws(ConfigurationError) -> [String: String] {
        if envFile == nil, EnvironmentFile.binaryPath == nil {
            StandardError.write(
                "llm-gateway: warning: without /proc the program does not know where it is, and looks for no "
                    + "\(EnvironmentFile.defaultName) next to it: pass --env-file"
            )
        }
        guard let path = environmentFile else { return [:] }
        let file = try EnvironmentFile(path)
        if file.isReadableByOthers, !file.secretNames.isEmpty {
            let sentence =
                "\(path) holds \(file.secretNames.joined(separator: ", ")) and every user of this machine can read it"
            guard allowWorldReadable else {
                throw ConfigurationError(["\(sentence): chmod 600 it, or pass --allow-world-readable"])
            }
            StandardError.write("llm-gateway: warning: \(sentence)")
        }
        return file.values
    }
}
