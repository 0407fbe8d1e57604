// SPDX-License-Identifier: Apache-2.0

internal import FoundationEssentials
internal import Glibc

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

    /// The descriptor that it gets next: the lowest that is free.
    package var freeDescriptor: Int {
        get throws {
            let names = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(identifier)/fd")
            let open = Set(names.compactMap { Int($0) })
            return (0...open.count).first { !open.contains($0) } ?? open.count
        }
    }

    /// Below which number its descriptors have to be.
    package var openFilesLimit: Int {
        get throws {
            let limits = try String(contentsOfFile: "/proc/\(identifier)/limits", encoding: .utf8)
            let line = limits.split(separator: "\n").first { $0.hasPrefix("Max open files") }
            guard let limit = line?.split(separator: " ").dropFirst(3).first.flatMap({ Int($0) }) else {
                throw TestFailure("no limit of files of process \(identifier)")
            }
            return limit
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

    /// Whether it ignores SIGHUP, or has a handler for it.
    package var heedsHangUp: Bool {
        get throws {
            let status = try String(contentsOfFile: "/proc/\(identifier)/status", encoding: .utf8)
            return status.split(separator: "\n").contains { line in
                guard line.hasPrefix("SigIgn:") || line.hasPrefix("SigCgt:") else { return false }
                return line.utf8.last.flatMap { Int(String(Unicode.Scalar($0)), radix: 16) }.map { $0 & 1 == 1 }
                    ?? false
            }
        }
    }

    /// The number of threads.
    package var threads: Int {
        get throws { try FileManager.default.contentsOfDirectory(atPath: "/proc/\(identifier)/task").count }
    }

    /// The time that it has spent on a processor, in nanoseconds: all its threads, those included that have ended.
    package var processorNanoseconds: UInt64 {
        get throws {
            var clock = clockid_t()
            var time = timespec()
            guard unsafe clock_getcpuclockid(identifier, &clock) == 0, unsafe clock_gettime(clock, &time) == 0 else {
                throw TestFailure("no clock of process \(identifier)")
            }
            return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
        }
    }

    /// The processes that it has started and that still run.
    package var children: [Int32] {
        get throws {
            try String(contentsOfFile: "/proc/\(identifier)/task/\(identifier)/children", encoding: .utf8)
                .split(separator: " ").compactMap { Int32($0) }
        }
    }

    /// The processes that it has started, and those that they have started, and so on.
    package var descendants: [ProcessFigures] {
        get throws {
            try children.map(ProcessFigures.init).flatMap { try [$0] + $0.descendants }
        }
    }

    /// Whether there is such a process.
    package var isRunning: Bool { FileManager.default.fileExists(atPath: "/proc/\(identifier)") }

    /// The command line, arguments divided by spaces.
    package var commandLine: String {
        get throws {
            try String(contentsOfFile: "/proc/\(identifier)/cmdline", encoding: .utf8).replacing("\0", with: " ")
        }
    }
}
