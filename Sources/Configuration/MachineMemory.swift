// SPDX-License-Identifier: Apache-2.0

internal import FoundationEssentials

/// The memory that the process may use: what the default of `GATEWAY_MAX_MEMORY` is made of.
enum MachineMemory {
    /// What the gateway takes without any request's body.
    private static let own = 32 << 20
    /// The least share: a machine that has not even this is too small in any case.
    private static let least = 8 << 20

    /// The bytes that bodies of requests may take.
    ///
    /// A body is in memory twice at the most while its request is being made of it, and three times for a moment: a quarter
    /// leaves room for all of that.
    static func share(of memory: Int) -> Int {
        max(least, (memory - own) / 4)
    }

    /// The machine's memory, or what the control group of the process may use of it, in bytes.
    static func available(root: String = "") -> Int {
        let machine = Int(clamping: ProcessInfo.processInfo.physicalMemory)
        return limits(root: root).reduce(machine, min)
    }

    /// The limits of the control group and of those that it is in (cgroups(7), version 2), as far as there are any.
    private static func limits(root: String) -> [Int] {
        let mount = "\(root)/sys/fs/cgroup"
        // One line, `0::/path`; in a container the path is often `/`, and the files are the container's.
        guard
            let groups = try? String(contentsOfFile: "\(root)/proc/self/cgroup", encoding: .utf8),
            let path = groups.split(separator: "\n").first(where: { $0.hasPrefix("0::/") })?.dropFirst(3)
        else { return [] }
        var limits: [Int] = []
        var names = path.split(separator: "/")
        while true {
            let directory = ([mount] + names.map(String.init)).joined(separator: "/")
            for file in ["memory.max", "memory.high"] {
                // A word, `max`, where there is no limit.
                let text = try? String(contentsOfFile: "\(directory)/\(file)", encoding: .utf8)
                if let limit = text.flatMap({ Int($0.split(separator: "\n").first ?? "") }) { limits.append(limit) }
            }
            guard names.popLast() != nil else { return limits }
        }
    }
}
