// SPDX-License-Identifier: Apache-2.0

internal import ArgumentParser
internal import Configuration
internal import FoundationEssentials
internal import OperatingSystem
internal import WebServers

/// `llm-gateway print-config SERVER`: what to put into a web server's configuration.
struct PrintConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "print-config",
        abstract: "Print a web server's configuration for this installation.",
        discussion: """
            The socket, the limits and the path prefix are those of the gateway's own configuration: run it as the \
            gateway is run. docs/other-servers.md says which server to choose.
            """
    )

    @Argument(help: "The web server.") var server: WebServer

    @OptionGroup var options: ConfigurationOptions

    func run() throws {
        let configuration = try options.load()
        do throws(ConfigurationError) {
            let program = try Self.program
            let snippet = ServerSnippet(
                configuration,
                program: program,
                environmentFile: Self.absolute(options.envFile) ?? Self.directory(of: program)
                    + EnvironmentFile.defaultName
            )
            print(try snippet.text(for: server))
        } catch {
            for fault in error.faults { StandardError.write("llm-gateway: \(fault)") }
            throw ExitCode(ConfigurationError.exitStatus)
        }
    }

    private static var program: String {
        get throws(ConfigurationError) {
            guard let path = EnvironmentFile.binaryPath else {
                throw ConfigurationError(["/proc/self/exe: cannot be read, and so the program's path is not known"])
            }
            return path
        }
    }

    /// The directory of a path, with the slash.
    private static func directory(of path: String) -> String {
        String(path[...(path.lastIndex(of: "/") ?? path.startIndex)])
    }

    private static func absolute(_ path: String?) -> String? {
        guard let path, !path.hasPrefix("/") else { return path }
        return FileManager.default.currentDirectoryPath + "/" + path
    }
}

extension WebServer: ExpressibleByArgument {}
