// SPDX-License-Identifier: Apache-2.0

internal import GatewayTesting

/// How long it takes until the provider's connection is closed after a client has closed its own.
struct Cancellation: Sendable {
    /// The clients that leave in each phase.
    static let samples = 100
    /// The live streams of others meanwhile.
    static let otherStreams = 1_000

    /// Where the calls were.
    let phase: CancellationPhase
    /// From the client's close to the provider's, in nanoseconds.
    var times = Samples()
    /// Calls whose end the provider never saw.
    var missing = 0

    /// Measures all phases, with keep_conn off, while others' streams are live.
    ///
    /// - Returns: The phases, and what became of the others' streams.
    static func measure(_ stage: Stage) throws -> (phases: [Cancellation], others: Tally) {
        var generator = try LoadGenerator()
        let background = generator.add(Topology.keepConnOff.stream("interval=500000", chunks: 100_000))
        let others = generator.addTally(recordsAges: true)
        let port = stage.port(Topology.keepConnOff)
        generator.openStreams(otherStreams, rate: 1_000, request: background, port: port, tally: others)
        generator.run(seconds: 2)
        let tally = generator.addTally()
        var firstID = 1_000_000
        let phases = try CancellationPhase.allCases.map { phase in
            defer { firstID += samples }
            return try measure(stage, phase, &generator, tally, firstID)
        }
        let result = generator.tallies[others]
        generator.closeAll()
        generator.run(seconds: 0.5)
        return (phases, result)
    }

    private static func measure(
        _ stage: Stage,
        _ phase: CancellationPhase,
        _ generator: inout LoadGenerator,
        _ tally: Int,
        _ firstID: Int
    ) throws -> Cancellation {
        let already = try stage.control.counters()[phase.counter] ?? 0
        _ = try stage.control.takeNotes()
        var slots: [Int] = []
        for id in firstID..<firstID + samples {
            let request = generator.add(phase.request(id: id))
            slots.append(generator.open(request, port: stage.port(Topology.keepConnOff), tally: tally))
            generator.run(seconds: 0.003)
        }
        for _ in 0..<100 where try stage.control.counters()[phase.counter] != already + samples {
            generator.run(seconds: 0.05)
        }
        let count = try stage.control.counters()[phase.counter] ?? 0
        guard count == already + samples else {
            throw TestFailure("\(phase.name): \(count - already) of \(samples) calls got there")
        }
        // The first chunk, too, has reached its client.
        generator.run(seconds: 0.2)
        var closed: [UInt64] = []
        for slot in slots {
            // The time before the call: what the kernel needs counts.
            closed.append(Clock.now)
            generator.leave(slot)
            generator.run(seconds: 0.01)
        }
        generator.run(seconds: 1)
        var result = Cancellation(phase: phase)
        let notes = try stage.control.takeNotes()
        if phase == .connecting {
            // These have no numbers; the provider saw them end in the order of the clients.
            for (note, time) in zip(notes, closed) { result.times.append(Int64(bitPattern: note.nanoseconds &- time)) }
        } else {
            for note in notes where (firstID..<firstID + samples).contains(note.id) {
                result.times.append(Int64(bitPattern: note.nanoseconds &- closed[note.id - firstID]))
            }
        }
        result.missing = samples - result.times.count
        return result
    }
}
