// SPDX-License-Identifier: Apache-2.0

import FastCGI
import FoundationEssentials
import Testing

@testable import Configuration

struct OwnLimitsTests {
    @Test(arguments: [64, 100, 256, 1_024, 4_096, 20_000, 65_536])
    func requestsFitTheOpenFiles(_ limit: Int) {
        var configuration = Configuration()
        configuration.fit(openFiles: limit, used: 28)
        let limits = configuration.serverLimits
        let (requests, bodies) = (configuration.maximumRequests, limits.arrivingBodies + limits.rests)
        #expect(requests > 0 && bodies > 0)
        #expect(28 + 2 * requests + bodies <= limit)
        // Most of them are used, unless that is more than is wanted.
        #expect(requests == 10_000 || 28 + 2 * requests + bodies > limit * 7 / 10)
    }

    @Test func whatIsWantedIsNotRaised() {
        var configuration = Configuration()
        configuration.maximumRequests = 7
        configuration.serverLimits.arrivingBodies = 3
        configuration.fit(openFiles: 1 << 20, used: 28)
        #expect(configuration.maximumRequests == 7)
        #expect(configuration.serverLimits.arrivingBodies == 3)
    }

    @Test func bodiesGetAQuarterOfTheMemory() {
        #expect(MachineMemory.share(of: 64 << 20) == 8 << 20)
        #expect(MachineMemory.share(of: 1 << 30) == 248 << 20)
        #expect(MachineMemory.share(of: 20 << 20) == 8 << 20)
    }

    @Test(arguments: [("max", "max", nil), ("1073741824", "max", 1 << 30), ("max", "536870912", 1 << 29)])
    func theControlGroupCounts(_ own: String, _ above: String, _ expected: Int?) throws {
        let files = FileManager.default
        let root = "\(files.temporaryDirectory.path)/memory-\(UInt64.random(in: 0 ... .max))"
        defer { try? files.removeItem(atPath: root) }
        let group = "\(root)/sys/fs/cgroup/system.slice/x.service"
        for directory in [group, "\(root)/proc/self"] {
            try files.createDirectory(atPath: directory, withIntermediateDirectories: true)
        }
        for (path, text) in [
            ("\(root)/proc/self/cgroup", "0::/system.slice/x.service\n"), ("\(group)/memory.max", own + "\n"),
            ("\(root)/sys/fs/cgroup/system.slice/memory.high", above + "\n"),
        ] { try text.write(toFile: path, atomically: false, encoding: .utf8) }
        let machine = MachineMemory.available(root: "/nowhere")
        #expect(machine > 0)
        #expect(MachineMemory.available(root: root) == min(machine, expected ?? machine))
    }
}
