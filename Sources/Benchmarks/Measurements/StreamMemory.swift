// SPDX-License-Identifier: Apache-2.0

internal import GatewayTesting

/// The memory of a gateway before, with and after many live streams, in bytes.
struct StreamMemory: Sendable {
    /// The number of streams.
    static let streams = 1_000
    /// How long after the streams the memory is looked at once more, in seconds.
    static let pause = 60.0

    /// Before any request.
    let idle: Int
    /// With all streams live.
    let live: Int
    /// Right after they were closed.
    let closed: Int
    /// When they were closed, see ``Clock``.
    let closedAt: UInt64
    /// A minute later; nil before.
    var later: Int?

    /// Bytes a live stream.
    var perStream: Double { Double(live - idle) / Double(Self.streams) }

    /// Opens the streams, one chunk a second on each, and lets them live for some seconds.
    static func measure(_ stage: Stage) throws -> StreamMemory {
        let idle = try stage.memory(.memory)
        var generator = try LoadGenerator()
        let request = generator.add(Topology.keepConnOff.stream("interval=1000000", chunks: 100))
        let tally = generator.addTally()
        generator.openStreams(streams, rate: 500, request: request, port: stage.port(.memory), tally: tally)
        generator.run(seconds: 5)
        let count = try stage.control.counters()["streaming"] ?? 0
        guard count == streams, generator.tallies[tally].isClean else {
            throw TestFailure("\(count) of \(streams) streams are live; \(generator.tallies[tally].faults)")
        }
        let live = try stage.memory(.memory)
        generator.closeAll()
        generator.run(seconds: 0.5)
        return StreamMemory(idle: idle, live: live, closed: try stage.memory(.memory), closedAt: Clock.now)
    }

    /// Waits until a minute has passed, and looks once more.
    mutating func lookAgain(_ stage: Stage) throws {
        var generator = try LoadGenerator()
        generator.run(until: closedAt + Clock.seconds(Self.pause))
        later = try stage.memory(.memory)
    }
}
