// SPDX-License-Identifier: Apache-2.0

internal import FoundationEssentials

/// What the kernel knows of a process (proc(5)).
package struct ProcessFigures: Sendable {
    /// The process id.
    package let identifier: Int32

    /// Looks at a process.
    package init(identifier: Int32) {
        self.identifier = identifier
    }

    /// The number of open descriptors.
    package var openDescriptors: Int {
        get throws {
            try FileManager.default.contentsOfDirectory(atPath: "/proc/\(identifier)/fd").count
        }
    }

    /// The memory in RAM, in bytes.
    package var residentBytes: Int {
        get throws {
            let status = try String(contentsOfFile: "/proc/\(identifier)/status", encoding: .utf8)
            let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
            guard let kilobytes = line?.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else {
                throw TestFailure("no VmRSS of process \(identifier)")
            }
            return kilobytes * 1024
        }
    }

    /// The command line, arguments divided by spaces.
    package var commandLine: String {
        get throws {
            try String(contentsOfFile: "/proc/\(identifier)/cmdline", encoding: .utf8).replacing("\0", with: " ")
        }
    }
}
