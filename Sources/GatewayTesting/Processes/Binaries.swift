// SPDX-License-Identifier: Apache-2.0

internal import FoundationEssentials

/// Where the programs under test are.
package enum Binaries {
    /// The path of the gateway's binary.
    package static var gateway: String { get throws { try path("llm-gateway", variable: "GATEWAY_BINARY") } }
    /// The path of the simulator's binary.
    package static var simulator: String { get throws { try path("provider-simulator", variable: "SIMULATOR_BINARY") } }
    /// The path of the program that runs.
    package static var current: String {
        get throws { try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe") }
    }

    /// Takes the file that the variable names, or looks in the directory that `GATEWAY_BINARIES` names, else in that of
    /// the running executable.
    private static func path(_ name: String, variable: String) throws -> String {
        let path = try ProcessInfo.processInfo.environment[variable] ?? "\(try directory)/\(name)"
        guard FileManager.default.isExecutableFile(atPath: path) else {
            throw TestFailure("\(path) is no program: build it, or set GATEWAY_BINARIES to its directory")
        }
        return path
    }

    private static var directory: String {
        get throws {
            if let directory = ProcessInfo.processInfo.environment["GATEWAY_BINARIES"] { return directory }
            let executable = try current
            return String(executable[..<(executable.lastIndex(of: "/") ?? executable.endIndex)])
        }
    }
}
