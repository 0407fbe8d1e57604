// SPDX-License-Identifier: Apache-2.0

internal import FoundationEssentials

/// Where the programs under test are.
package enum Binaries {
    /// The path of the gateway's binary.
    package static var gateway: String { get throws { try path("llm-gateway") } }
    /// The path of the simulator's binary.
    package static var simulator: String { get throws { try path("provider-simulator") } }

    /// Looks in the directory that `GATEWAY_BINARIES` names, else in that of the running test executable.
    private static func path(_ name: String) throws -> String {
        let path = "\(try directory)/\(name)"
        guard FileManager.default.isExecutableFile(atPath: path) else {
            throw TestFailure("\(path) is no program: build it, or set GATEWAY_BINARIES to its directory")
        }
        return path
    }

    private static var directory: String {
        get throws {
            if let directory = ProcessInfo.processInfo.environment["GATEWAY_BINARIES"] { return directory }
            let executable = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
            return String(executable[..<(executable.lastIndex(of: "/") ?? executable.endIndex)])
        }
    }
}
