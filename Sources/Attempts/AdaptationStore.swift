// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Dialects
internal import NIOConcurrencyHelpers

/// What was learnt about models: how their requests have to differ.
///
/// It is bounded, forgets, and is safe to use from every thread. Names are compared as bytes: they come from callers.
final class AdaptationStore: Sendable {
    /// A model of a provider.
    private struct Model: Hashable {
        let provider: ByteString
        let name: ByteString
    }

    private struct Entry {
        var adaptation: RequestAdaptation
        let learnt: ContinuousClock.Instant
    }

    private struct State {
        var entries: [Model: Entry] = [:]
        /// The models in the order in which they were learnt, as a ring.
        var order: [Model] = []
        var oldest = 0
    }

    private let capacity: Int
    private let lifetime: Duration
    private let now: @Sendable () -> ContinuousClock.Instant
    private let state = NIOLockedValueBox(State())

    /// Makes an empty store.
    ///
    /// - Parameters:
    ///   - capacity: How many models are remembered, from 1; the oldest gives way, because names come from callers and
    ///     must not fill the memory.
    ///   - lifetime: How long something is remembered: providers mend their models, and what was learnt wrongly must
    ///     not stay.
    ///   - now: The clock.
    init(
        capacity: Int = 1000,
        lifetime: Duration = .seconds(3600),
        now: @escaping @Sendable () -> ContinuousClock.Instant = { .now }
    ) {
        self.capacity = capacity
        self.lifetime = lifetime
        self.now = now
    }

    /// What was learnt about a model; empty when nothing was, or not lately.
    subscript(provider: ByteString, model: ByteString) -> RequestAdaptation {
        let now = now()
        return state.withLockedValue { state in
            guard let entry = state.entries[Model(provider: provider, name: model)], isFresh(entry, now) else {
                return []
            }
            return entry.adaptation
        }
    }

    /// How many models are remembered.
    var count: Int {
        state.withLockedValue { $0.entries.count }
    }

    /// Adds what was learnt about a model to what is known of it, which is remembered no longer for that.
    func learn(_ adaptation: RequestAdaptation, provider: ByteString, model: ByteString) {
        if adaptation == [] { return }
        let key = Model(provider: provider, name: model)
        let now = now()
        state.withLockedValue { state in
            if let known = state.entries[key] {
                state.entries[key] =
                    isFresh(known, now)
                    ? Entry(adaptation: known.adaptation.adding(adaptation), learnt: known.learnt)
                    : Entry(adaptation: adaptation, learnt: now)
                return
            }
            if state.order.count < capacity {
                state.order.append(key)
            } else {
                state.entries[state.order[state.oldest]] = nil
                state.order[state.oldest] = key
                state.oldest = (state.oldest + 1) % capacity
            }
            state.entries[key] = Entry(adaptation: adaptation, learnt: now)
        }
    }

    private func isFresh(_ entry: Entry, _ now: ContinuousClock.Instant) -> Bool {
        now - entry.learnt < lifetime
    }
}
