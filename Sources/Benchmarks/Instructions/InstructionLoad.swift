// SPDX-License-Identifier: Apache-2.0

internal import GatewayTesting

/// What user instructions are counted of.
enum InstructionLoad: String, CaseIterable, Sendable {
    /// A request that is answered in one piece.
    case request
    /// A stream of one chunk, from its request to its end.
    case stream
    /// A chunk that comes alone.
    case chunk
    /// A chunk of those that come together.
    case bulkChunk = "chunk-in-bulk"
    /// A chat completion that is passed on to a provider of the same dialect, in one piece.
    case passedOnRequest = "passed-on-request"
    /// A chunk of one that comes alone.
    case passedOnChunk = "passed-on-chunk"
    /// A chat completion that is translated to Anthropic's Messages, in one piece.
    case translatedRequest = "translated-request"
    /// A chunk of one that comes alone.
    case translatedChunk = "translated-chunk"

    /// What it is, for tables.
    var name: String {
        switch self {
        case .request: "a request, answered in one piece"
        case .stream: "a stream of one chunk"
        case .chunk: "a further chunk, alone"
        case .bulkChunk: "a further chunk, in bulk"
        case .passedOnRequest: "\(API.passedOn.name): a request"
        case .passedOnChunk: "\(API.passedOn.name): a further chunk, alone"
        case .translatedRequest: "\(API.translated.name): a request"
        case .translatedChunk: "\(API.translated.name): a further chunk, alone"
        }
    }

    private var api: API {
        switch self {
        case .request, .stream, .chunk, .bulkChunk: .native
        case .passedOnRequest, .passedOnChunk: .passedOn
        case .translatedRequest, .translatedChunk: .translated
        }
    }

    /// How many there are in the smaller and in the larger of two runs.
    ///
    /// What a process does once, at its start, at its end and at its first requests, is in both.
    var counts: (few: Int, many: Int) {
        switch self {
        case .request, .stream, .passedOnRequest, .translatedRequest: (100, 500)
        case .chunk, .passedOnChunk, .translatedChunk: (200, 2_200)
        case .bulkChunk: (2_000, 22_000)
        }
    }

    /// Sends that many, one after the other: what comes together would be counted together.
    ///
    /// - Throws: ``TestFailure`` when an answer is not as it must be.
    func send(_ count: Int, to stage: Stage) throws {
        switch self {
        case .request, .passedOnRequest, .translatedRequest:
            try send(Topology.keepConnOff.plain("size=200", through: api), times: count, to: stage)
        case .stream:
            try send(Topology.keepConnOff.stream("write=bulk", chunks: 1), times: count, to: stage)
        case .chunk, .passedOnChunk, .translatedChunk:
            let request = Topology.keepConnOff.stream("size=0", chunks: count, credit: 1, through: api)
            try send(request, times: 1, to: stage)
        case .bulkChunk:
            try send(Topology.keepConnOff.stream("write=bulk", chunks: count), times: 1, to: stage)
        }
    }

    private func send(_ request: LoadRequest, times: Int, to stage: Stage) throws {
        var generator = try LoadGenerator()
        if request.credit > 0 { try generator.connectCredits(port: stage.providerPort) }
        let position = generator.add(request)
        let tally = generator.addTally()
        for _ in 0..<times {
            let connection = generator.open(position, port: stage.port(Topology.keepConnOff), tally: tally)
            // A program under valgrind is some fifty times slower.
            guard generator.run(atMost: 60, until: { $0.active == 0 }) else {
                throw TestFailure("no answer within a minute: \(name)")
            }
            generator.leave(connection)
        }
        let result = generator.tallies[tally]
        guard result.isClean, result.answered == times, result.chunks == times * request.chunks else {
            throw TestFailure(
                "\(result.answered) of \(times) answers, \(result.chunks) chunks, \(result.faults): \(name)"
            )
        }
    }
}
