// SPDX-License-Identifier: Apache-2.0

internal import GatewayTesting

/// How much of something a topology does in a second, and what it costs.
struct Throughput: Sendable {
    /// The number of answers or chunks.
    let count: Int
    /// The processors' time meanwhile.
    let cpu: CPUTimes
    /// What went wrong.
    let faults: String

    /// Answers or chunks a second.
    var perSecond: Double { Double(count) / (Double(cpu.wall) / 1e9) }
    /// The gateway's time for each, in microseconds.
    var gatewayMicroseconds: Double { Double(cpu.gateway) / 1e3 / Double(max(1, count)) }

    /// The time before the counting begins, in seconds.
    private static let warmUp = 0.5

    /// The connections of ``plain(_:_:seconds:)``.
    static let plainConnections = 32
    /// The streams of ``singleChunks(_:_:seconds:)``.
    static let singleStreams = 100
    /// The streams of ``bulkChunks(_:_:seconds:)``.
    static let bulkStreams = 8
    /// The streams of ``pacedChunks(_:_:seconds:)``.
    static let pacedStreams = 200

    /// Answers in one piece, of 200 bytes of text, as many as there can be on 32 connections.
    static func plain(_ stage: Stage, _ topology: Topology, through api: API = .native, seconds: Double) throws
        -> Throughput
    {
        var generator = try LoadGenerator()
        let request = generator.add(topology.plain("size=200", through: api))
        let tally = generator.addTally()
        generator.keepBusy(plainConnections, request: request, port: stage.port(topology), tally: tally)
        return try measure(stage, topology.entrance, &generator, seconds: seconds, drains: true) { $0.answered }
    }

    /// Answers to long conversations with many tools, one after the other.
    static func largeConversations(
        _ stage: Stage,
        _ topology: Topology,
        through api: API,
        seconds: Double
    ) throws -> Throughput {
        var generator = try LoadGenerator()
        let request = generator.add(LargeConversation.request("size=200", provider: api.provider))
        let tally = generator.addTally()
        generator.keepBusy(1, request: request, port: stage.port(topology), tally: tally)
        return try measure(stage, topology.entrance, &generator, seconds: seconds, drains: true) { $0.answered }
    }

    /// Chunks that arrive singly, as many as there can be on 100 streams.
    ///
    /// The provider sends a stream's next chunk when the load generator has the one before: else chunks would pile up
    /// in sockets and arrive together.
    static func singleChunks(
        _ stage: Stage,
        _ topology: Topology,
        through api: API = .native,
        seconds: Double
    ) throws -> Throughput {
        var generator = try LoadGenerator()
        try generator.connectCredits(port: stage.providerPort)
        let tally = generator.addTally()
        for id in 1...singleStreams {
            let request = generator.add(topology.stream("size=0", chunks: 500, credit: id, through: api))
            generator.open(request, port: stage.port(topology), tally: tally, next: .again)
        }
        return try measure(stage, topology.entrance, &generator, seconds: seconds) { $0.chunks }
    }

    /// Chunks that arrive together, up to 64 KB of them at once, as many as there can be on 8 streams.
    static func bulkChunks(
        _ stage: Stage,
        _ topology: Topology,
        through api: API = .native,
        seconds: Double
    ) throws -> Throughput {
        var generator = try LoadGenerator()
        let request = generator.add(topology.stream("write=bulk", chunks: 5_000, through: api))
        let tally = generator.addTally()
        generator.keepBusy(bulkStreams, request: request, port: stage.port(topology), tally: tally)
        return try measure(stage, topology.entrance, &generator, seconds: seconds) { $0.chunks }
    }

    /// Chunks that arrive singly on 200 streams, one each 20 ms on each of them: 10,000 a second.
    static func pacedChunks(_ stage: Stage, _ topology: Topology, seconds: Double) throws -> Throughput {
        var generator = try LoadGenerator()
        let chunks = Int((seconds + 3) * 50)
        let request = generator.add(topology.stream("interval=20000", chunks: chunks))
        let tally = generator.addTally()
        generator.openStreams(pacedStreams, rate: 1_000, request: request, port: stage.port(topology), tally: tally)
        return try measure(stage, topology.entrance, &generator, seconds: seconds) { $0.chunks }
    }

    private static func measure(
        _ stage: Stage,
        _ entrance: Entrance,
        _ generator: inout LoadGenerator,
        seconds: Double,
        drains: Bool = false,
        count: (Tally) -> Int
    ) throws -> Throughput {
        generator.run(seconds: warmUp)
        generator.tallies[0].restart()
        let before = try stage.times(entrance)
        generator.run(seconds: seconds)
        let cpu = try stage.times(entrance).since(before)
        let result = count(generator.tallies[0])
        generator.tallies[0].isRecording = false
        if drains {
            generator.stopRepeating()
            _ = generator.run(atMost: 2) { $0.active == 0 }
        }
        let faults = generator.tallies[0].faults
        generator.closeAll()
        // The connections that were left are to be noticed before the next measurement begins.
        generator.run(seconds: 0.1)
        return Throughput(count: result, cpu: cpu, faults: faults)
    }
}
