// SPDX-License-Identifier: Apache-2.0

internal import FoundationEssentials
internal import GatewayTesting

/// What a run was measured on.
struct Machine: Sendable {
    /// The processor's model.
    let processor: String
    /// The number of its cores.
    let cores: Int
    /// The kernel's release.
    let kernel: String
    /// The version of nginx.
    let nginx: String
    /// The day, in UTC.
    let date: String

    /// Looks.
    static func look() async throws -> Machine {
        let cpuinfo = try String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8).split(separator: "\n")
        let model = cpuinfo.first { $0.hasPrefix("model name") }?.split(separator: ":").last
        let version = try await Command("nginx", program: "nginx", arguments: ["-v"]).runToEnd()
        let kernel = try String(contentsOfFile: "/proc/sys/kernel/osrelease", encoding: .utf8)
        return Machine(
            processor: model.map { String($0.drop { $0 == " " }) } ?? "unknown",
            cores: cpuinfo.count { $0.hasPrefix("processor") },
            kernel: kernel.replacing("\n", with: ""),
            nginx: version.standardError.text.split(separator: "/").last.map(String.init) ?? "unknown",
            date: Date().formatted(Date.ISO8601FormatStyle(dateSeparator: .dash).year().month().day())
        )
    }

    /// The time that all processors together have not been idle since the start, in nanoseconds (proc(5), stat).
    static var busyNanoseconds: UInt64 {
        get throws {
            let text = try String(contentsOfFile: "/proc/stat", encoding: .utf8)
            let times = text.prefix { $0 != "\n" }.split(separator: " ").dropFirst().compactMap { UInt64($0) }
            guard times.count >= 8 else { throw TestFailure("/proc/stat has no line of all processors") }
            // User, nice, system, idle, waiting for disks, two kinds of interrupts, and what the host has taken.
            let ticks = times[0] + times[1] + times[2] + times[5] + times[6] + times[7]
            return ticks * 10 * Clock.millisecond
        }
    }

    /// All of it in one line.
    var line: String {
        "Measured on \(date): \(processor), \(cores) cores, Linux \(kernel), nginx \(nginx), everything on one machine."
    }
}
