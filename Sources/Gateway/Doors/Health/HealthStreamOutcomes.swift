// SPDX-License-Identifier: Apache-2.0

internal import NIOConcurrencyHelpers

/// The outcomes of the last health streams of this process.
final class HealthStreamOutcomes: Sendable {
    /// One stream; its number tells it from an older one with the same id.
    struct Ticket: Sendable {
        fileprivate let number: UInt64
    }

    private struct Entry {
        var number: UInt64
        var id: String
        var outcome: HealthStreamOutcome
    }

    private struct State {
        /// The oldest first.
        var entries: [Entry] = []
        var lastNumber: UInt64 = 0
    }

    private let limit: Int
    private let state = NIOLockedValueBox(State())

    /// Keeps the last `limit` outcomes.
    init(limit: Int = 100) {
        self.limit = limit
    }

    /// Keeps a stream that begins.
    func begin(_ id: String) -> Ticket {
        state.withLockedValue { state in
            state.lastNumber += 1
            if state.entries.count >= limit { state.entries.removeFirst(state.entries.count - limit + 1) }
            state.entries.append(Entry(number: state.lastNumber, id: id, outcome: HealthStreamOutcome()))
            return Ticket(number: state.lastNumber)
        }
    }

    /// Says how far a stream has come; one that is not kept any more is ignored.
    func update(_ ticket: Ticket, _ outcome: HealthStreamOutcome) {
        state.withLockedValue { state in
            guard let index = state.entries.lastIndex(where: { $0.number == ticket.number }) else { return }
            state.entries[index].outcome = outcome
        }
    }

    /// The outcome of the latest stream with that id; nil when none is known.
    subscript(id: String) -> HealthStreamOutcome? {
        state.withLockedValue { state in state.entries.last { $0.id == id }?.outcome }
    }
}
