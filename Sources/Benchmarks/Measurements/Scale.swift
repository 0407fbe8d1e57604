// SPDX-License-Identifier: Apache-2.0

internal import GatewayTesting

/// Ten thousand streams at once.
struct Scale: Sendable {
    /// The time between two chunks of a stream, in microseconds.
    static let interval = 1_000_000
    /// How many streams are opened in a second.
    static let rampRate = 2_000.0

    /// The door.
    let entrance: Entrance
    /// The number of streams that were live in the end.
    let live: Int
    /// What arrived.
    let tally: Tally
    /// The processors' time while all streams were live.
    let cpu: CPUTimes
    /// The gateways' memory before, in bytes.
    let memoryBefore: Int
    /// The gateways' memory with all streams, in bytes.
    let memoryLive: Int

    /// Opens the streams, waits until all are live, and looks at their chunks for some seconds.
    static func measure(_ stage: Stage, _ entrance: Entrance, seconds: Double) throws -> Scale {
        let streams = Stage.scaleStreams
        let memoryBefore = try stage.memory(entrance)
        var generator = try LoadGenerator()
        let ramp = Double(streams) / rampRate
        let topology = entrance == .proxyPass ? Topology.proxyPass : .keepConnOff
        let chunks = Int(ramp + seconds + 30)
        let request = generator.add(topology.stream("interval=\(interval)", chunks: chunks))
        let tally = generator.addTally(recordsAges: true)
        generator.openStreams(streams, rate: rampRate, request: request, port: stage.port(entrance), tally: tally)
        generator.run(seconds: ramp)
        for _ in 0..<10 where try stage.control.counters()["streaming"] != streams { generator.run(seconds: 1) }
        generator.run(seconds: 1)
        generator.tallies[tally].restart()
        let before = try stage.times(entrance)
        generator.run(seconds: seconds)
        let cpu = try stage.times(entrance).since(before)
        let live = try stage.control.counters()["streaming"] ?? 0
        let memoryLive = try stage.memory(entrance)
        generator.closeAll()
        generator.run(seconds: 1.5)
        return Scale(
            entrance: entrance,
            live: live,
            tally: generator.tallies[tally],
            cpu: cpu,
            memoryBefore: memoryBefore,
            memoryLive: memoryLive
        )
    }
}
