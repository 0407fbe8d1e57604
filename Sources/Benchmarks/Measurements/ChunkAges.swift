// SPDX-License-Identifier: Apache-2.0

/// How old chunks are on arrival, by the number of streams.
struct ChunkAges: Sendable {
    /// The numbers of streams.
    static let streamCounts = [1, 100, 1_000]
    /// The time between two chunks of a stream, in microseconds.
    static let interval = 100_000

    /// What arrived.
    let tally: Tally
    /// The processors' time meanwhile.
    let cpu: CPUTimes

    /// Measures one topology with a number of streams, ten chunks a second on each.
    static func measure(_ stage: Stage, _ topology: Topology, streams: Int, seconds: Double) throws -> ChunkAges {
        var generator = try LoadGenerator()
        let ramp = max(0.2, Double(streams) / 1_000)
        let chunks = Int((ramp + seconds + 3) * 1e6) / interval
        let request = generator.add(topology.stream("interval=\(interval)", chunks: chunks))
        let tally = generator.addTally(recordsAges: true)
        generator.openStreams(
            streams,
            rate: Double(streams) / ramp,
            request: request,
            port: stage.port(topology),
            tally: tally
        )
        generator.run(seconds: ramp + 0.5)
        generator.tallies[tally].restart()
        let before = try stage.times(topology.entrance)
        generator.run(seconds: seconds)
        let cpu = try stage.times(topology.entrance).since(before)
        generator.closeAll()
        generator.run(seconds: 0.2)
        return ChunkAges(tally: generator.tallies[tally], cpu: cpu)
    }
}
