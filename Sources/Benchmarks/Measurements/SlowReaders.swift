// SPDX-License-Identifier: Apache-2.0

internal import GatewayTesting

/// Clients that read a kilobyte a second of long answers, and what that does to the gateway and to others.
struct SlowReaders: Sendable {
    /// The number of slow readers.
    static let readers = 200
    /// The chunks of each long answer.
    static let chunks = 10_000
    /// The bytes of text in each chunk.
    static let size = 1_000

    /// The gateway's memory: before, after two seconds, and in the end, in bytes.
    var memory: [Int] = []
    /// The bytes that the provider could send to all slow readers together: after two seconds, and in the end.
    var sent: [Int] = []
    /// What arrived on a stream of a client that reads.
    var other = Tally()
    /// What went wrong with the slow ones.
    var faults = ""

    /// Lets the clients read for some seconds.
    static func measure(_ stage: Stage, seconds: Double) throws -> SlowReaders {
        var result = SlowReaders()
        var generator = try LoadGenerator()
        let topology = Topology.keepConnOff
        let port = stage.port(topology)
        let long = generator.add(topology.stream("size=\(size)", chunks: chunks))
        let slow = generator.addTally()
        let chunksOfOther = Int((seconds + 10) * 50)
        let other = generator.add(topology.stream("interval=20000", chunks: chunksOfOther))
        let otherTally = generator.addTally(recordsAges: true)
        result.memory.append(try stage.memory(topology.entrance))
        let bytes = try stage.control.counters()["bytes"] ?? 0
        generator.openStreams(readers, rate: 400, request: long, port: port, tally: slow)
        generator.arrivals[0].isSlow = true
        generator.arrivals[0].receiveBuffer = 4_096
        generator.run(seconds: 2)
        result.memory.append(try stage.memory(topology.entrance))
        result.sent.append(try stage.control.counters()["bytes", default: 0] - bytes)
        generator.open(other, port: port, tally: otherTally)
        generator.run(seconds: seconds)
        result.memory.append(try stage.memory(topology.entrance))
        result.sent.append(try stage.control.counters()["bytes", default: 0] - bytes)
        result.other = generator.tallies[otherTally]
        result.faults = generator.tallies[slow].faults
        generator.closeAll()
        generator.run(seconds: 0.5)
        return result
    }
}
