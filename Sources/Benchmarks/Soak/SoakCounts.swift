// SPDX-License-Identifier: Apache-2.0

internal import Synchronization

/// What came of the requests of a soak run, counted by kind.
final class SoakCounts: Sendable {
    /// The counts of a kind.
    struct Count: Sendable {
        /// Answers that are right, and clients that left as they should.
        var right = 0
        /// Answers that are wrong.
        var wrong = 0
    }

    private struct State {
        var counts: [SoakKind: Count] = [:]
        var examples: [String] = []
        var number = 0
    }

    private static let mostExamples = 20
    private let state = Mutex(State())

    /// A model's name that no other request has.
    func uniqueName() -> String {
        state.withLock { state in
            state.number += 1
            return "soak\(state.number)"
        }
    }

    /// Counts an answer.
    ///
    /// - Parameters:
    ///   - kind: The kind of the request.
    ///   - model: The model's name, or what else tells which request it was.
    ///   - fault: What is wrong with the answer; nil when it is right.
    func add(_ kind: SoakKind, _ model: String, fault: String?) {
        state.withLock { state in
            guard let fault else {
                state.counts[kind, default: Count()].right += 1
                return
            }
            state.counts[kind, default: Count()].wrong += 1
            if state.examples.count < Self.mostExamples {
                state.examples.append("\(kind.rawValue), \(model): \(fault)")
            }
        }
    }

    /// The counts so far.
    var counts: [SoakKind: Count] { state.withLock { $0.counts } }

    /// The first wrong answers.
    var examples: [String] { state.withLock { $0.examples } }
}
