// SPDX-License-Identifier: Apache-2.0

/// Times of single requests, with little load.
enum Latencies {
    /// Requests a second.
    static let rate = 200.0
    /// Streams a second.
    static let streamRate = 100.0
    /// The bytes of the large prompt.
    static let largePrompt = 1 << 20
    /// The number of requests with the large prompt for each topology.
    static let largeRequests = 20

    /// Answers in one piece at a fixed low rate.
    static func plain(_ stage: Stage, _ topology: Topology, seconds: Double) throws -> Tally {
        try atRate(stage, topology, rate, topology.plain("size=200"), seconds)
    }

    /// Short streams at a fixed low rate, for the time to the first chunk.
    static func firstChunk(_ stage: Stage, _ topology: Topology, seconds: Double) throws -> Tally {
        try atRate(stage, topology, streamRate, topology.stream("interval=10000", chunks: 3), seconds)
    }

    private static func atRate(
        _ stage: Stage,
        _ topology: Topology,
        _ rate: Double,
        _ request: LoadRequest,
        _ seconds: Double
    ) throws -> Tally {
        var generator = try LoadGenerator()
        let request = generator.add(request)
        let tally = generator.addTally()
        generator.send(request, rate: rate, port: stage.port(topology), tally: tally)
        generator.run(seconds: 0.3)
        generator.tallies[tally].restart()
        generator.run(seconds: seconds)
        generator.stopRepeating()
        _ = generator.run(atMost: 2) { $0.active == 0 }
        generator.closeAll()
        return generator.tallies[tally]
    }

    /// Requests with a prompt of a megabyte, one after the other, the topologies in turn.
    ///
    /// - Returns: The tallies by ``Topology/rawValue``.
    static func largePrompts(_ stage: Stage) throws -> [Tally] {
        var generator = try LoadGenerator()
        let sentence = "All happy families are alike; each unhappy family is unhappy in its own way. "
        let text = String(String(repeating: sentence, count: largePrompt / sentence.utf8.count + 1).prefix(largePrompt))
        for topology in Topology.allCases {
            _ = generator.add(topology.plain("size=200", prompt: text))
            _ = generator.addTally()
        }
        let warmUps = 2
        for round in 0..<largeRequests + warmUps {
            for topology in Topology.allCases {
                let tally = topology.rawValue
                if round == warmUps { generator.tallies[tally].restart() }
                generator.open(topology.rawValue, port: stage.port(topology), tally: tally)
                _ = generator.run(atMost: 10) { $0.active == 0 }
            }
        }
        generator.closeAll()
        return generator.tallies
    }
}
