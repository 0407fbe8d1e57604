// SPDX-License-Identifier: Apache-2.0

internal import GatewayTesting

/// Runs the measurements one after the other, and says so.
struct Runner: Sendable {
    /// What is measured.
    let letters: Set<Letter>
    /// The seconds of each throughput measurement.
    let seconds: Double
    /// The rounds of what is measured in rounds.
    let rounds: Int

    /// Measures.
    func run(on stage: Stage) async throws -> Results {
        let start = Clock.now
        var results = Results()
        if letters.contains(.startUp) {
            progress("start-up, \(StartUp.starts) times", since: start)
            results.startUp = try await StartUp.measure(stage)
        }
        if letters.contains(.instructions) {
            progress("user instructions", since: start)
            results.instructions = try await InstructionRecord.read().compare()
        }
        let first = results
        return try await OwnThread.run { try measure(stage, first, start) }
    }

    private func progress(_ what: String, since start: UInt64) {
        let seconds = Int((Clock.now - start) / Clock.second)
        StandardOutput.print("\(seconds) s: \(what)")
    }

    private func measure(_ stage: Stage, _ first: Results, _ start: UInt64) throws -> Results {
        var results = first
        func runs(_ letter: Letter, _ what: String) -> Bool {
            guard letters.contains(letter) else { return false }
            progress(what, since: start)
            return true
        }
        // First: the gateway has had no request yet.
        if runs(.memory, "memory of \(StreamMemory.streams) streams") {
            results.memory = try StreamMemory.measure(stage)
        }
        for round in 1...rounds { try measureRound(stage, &results, "round \(round) of \(rounds)", start) }
        for streams in ChunkAges.streamCounts where runs(.ages, "ages of chunks, \(streams) streams") {
            let round = try Topology.allCases.map {
                try ChunkAges.measure(stage, $0, streams: streams, seconds: seconds)
            }
            results.ages.append((streams, round))
        }
        if runs(.largePrompt, "prompts of 1 MB") { results.largePrompts = try Latencies.largePrompts(stage) }
        if runs(.cancellation, "clients that leave") {
            let (phases, others) = try Cancellation.measure(stage)
            results.cancellation = phases
            results.cancellationOthers = others
        }
        if runs(.slowReaders, "slow readers") {
            results.slowReaders = try SlowReaders.measure(stage, seconds: 13)
        }
        if runs(.overload, "overload") {
            let known = results.plain.map { $0[Topology.keepConnOff.rawValue].perSecond }.median
            let maximum = try known ?? Throughput.plain(stage, .keepConnOff, seconds: seconds).perSecond
            results.overload = try Overload.measure(stage, maximum: maximum, seconds: seconds)
        }
        for entrance in [Entrance.proxyPass, .scale] where runs(.scale, "\(Stage.scaleStreams) streams, \(entrance)") {
            results.scale.append(try Scale.measure(stage, entrance, seconds: 10))
            results.scaleNote =
                stage.scaleGateways == 1
                ? "One gateway process." : "Two gateway processes: one may not have enough open files on this machine."
        }
        if results.memory != nil {
            progress("memory, a minute later", since: start)
            try results.memory?.lookAgain(stage)
        }
        progress("done", since: start)
        return results
    }

    /// What is measured again and again, the topologies in turn.
    private func measureRound(_ stage: Stage, _ results: inout Results, _ name: String, _ start: UInt64) throws {
        func each<Value>(_ letter: Letter, _ what: String, _ measure: (Topology) throws -> Value) throws -> [[Value]] {
            guard letters.contains(letter) else { return [] }
            progress("\(name), \(what)", since: start)
            return [try Topology.allCases.map(measure)]
        }
        results.plain += try each(.plainThroughput, "plain requests") {
            try Throughput.plain(stage, $0, seconds: seconds)
        }
        results.singleChunks += try each(.chunkThroughput, "chunks one by one") {
            try Throughput.singleChunks(stage, $0, seconds: seconds)
        }
        results.bulkChunks += try each(.chunkThroughput, "chunks in bulk") {
            try Throughput.bulkChunks(stage, $0, seconds: seconds)
        }
        results.pacedChunks += try each(.chunkThroughput, "chunks at a fixed rate") {
            try Throughput.pacedChunks(stage, $0, seconds: seconds)
        }
        if letters.contains(.doors) {
            progress("\(name), OpenAI's door", since: start)
            results.doors.append(try API.allCases.map { try DoorCost.measure(stage, $0, seconds: seconds / 2) })
        }
        results.latencies += try each(.latency, "latency") { try Latencies.plain(stage, $0, seconds: seconds) }
        results.firstChunks += try each(.firstChunk, "first chunk") {
            try Latencies.firstChunk(stage, $0, seconds: seconds)
        }
    }
}
