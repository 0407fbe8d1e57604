// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import Testing

/// How long it takes until a provider's call has ended after its client has left.
enum CancellationTime {
    /// The most that counts as at once, in milliseconds; whatever else the machine does is in it.
    static let limit = 100.0 * Double(Patience.factor)

    /// Asks, leaves during a call of the provider, and returns the milliseconds until the simulator saw it closed.
    ///
    /// No other request may have the model's name; `calls` says how many calls there are when the client leaves.
    static func afterLeaving(
        _ request: TestRequest,
        model: String,
        _ mode: ConnectionMode,
        calls: Int = 1,
        after wait: (TestConnection) async throws -> Void = { _ in }
    ) async throws -> Double {
        let deployment = try Shared.deployment
        let closed = try await deployment.client(mode).open(request) { connection in
            try await Waiting.until("call \(calls) of \(model)") {
                try await deployment.simulator.requests(model: model).count == calls
            }
            try await wait(connection)
            return await connection.close()
        }
        let requests = try await Waiting.value("the end of all calls of \(model)") {
            let requests = try await deployment.simulator.requests(model: model)
            return requests.allSatisfy { $0.endedNanoseconds != nil } ? requests : nil
        }
        let last = try #require(requests.last)
        #expect(requests.count == calls)
        #expect(last.outcome == "client-closed")
        let nanoseconds = try #require(last.endedNanoseconds)
        return (Double(nanoseconds) - Double(closed)) / 1_000_000
    }

    /// Measures several times; a round that something else on the machine has disturbed is repeated.
    static func measure(
        _ what: String,
        tries: Int = 20,
        below limit: Double = limit,
        _ time: () async throws -> Double
    ) async throws -> (median: Double, max: Double) {
        var figures = (median: 0.0, max: Double.infinity)
        for _ in 0..<3 where figures.max >= limit {
            var times: [Double] = []
            for _ in 0..<tries { times.append(try await time()) }
            times.sort()
            figures = (times[tries / 2], times[tries - 1])
            let rounded = [figures.median, figures.max].map { ($0 * 100).rounded() / 100 }
            print("cancellation, \(what): p50 \(rounded[0]) ms, max \(rounded[1]) ms of \(tries)")
        }
        return figures
    }
}
