// SPDX-License-Identifier: Apache-2.0

/// Everything that a run has measured; what was not asked for is missing.
struct Results: Sendable {
    /// One value for each topology, by ``Topology/rawValue``, of one round.
    typealias Round<Value> = [Value]

    /// Plain requests a second, by rounds.
    var plain: [Round<Throughput>] = []
    /// Chunks a second that arrive singly, by rounds.
    var singleChunks: [Round<Throughput>] = []
    /// Chunks a second that arrive together, by rounds.
    var bulkChunks: [Round<Throughput>] = []
    /// Chunks at a fixed rate, by rounds.
    var pacedChunks: [Round<Throughput>] = []
    /// Plain requests at a low rate, by rounds.
    var latencies: [Round<Tally>] = []
    /// Short streams at a low rate, by rounds.
    var firstChunks: [Round<Tally>] = []
    /// The ages of chunks, for each number of streams.
    var ages: [(streams: Int, round: Round<ChunkAges>)] = []
    /// The memory of live streams.
    var memory: StreamMemory?
    /// Start and size.
    var startUp: StartUp?
    /// Large prompts.
    var largePrompts: Round<Tally> = []
    /// Clients that leave.
    var cancellation: [Cancellation] = []
    /// The streams of those that stay meanwhile.
    var cancellationOthers: Tally?
    /// Very many streams.
    var scale: [Scale] = []
    /// How many gateways they were spread over, in words.
    var scaleNote = ""
    /// Slow readers.
    var slowReaders: SlowReaders?
    /// User instructions.
    var instructions: InstructionComparison?
    /// What each API costs, by rounds.
    var doors: [[DoorCost]] = []
    /// Too many requests.
    var overload: [Overload] = []
}
