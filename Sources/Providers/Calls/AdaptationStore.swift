// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import NIOConcurrencyHelpers

/// What was learnt about models: how their requests have to differ.
///
/// It is bounded, and safe to use from every thread.
final class AdaptationStore: Sendable {
    /// A model of a provider.
    private struct Model: Hashable {
        let provider: String
        let name: ByteString
    }

    private struct State {
        var adaptations: [Model: RequestAdaptation] = [:]
        /// The models in the order in which they were learnt, as a ring.
        var order: [Model] = []
        var oldest = 0
    }

    private let capacity: Int
    private let state = NIOLockedValueBox(State())

    /// Makes an empty store.
    ///
    /// - Parameter capacity: How many models are remembered, from 1; the oldest gives way, because names come from
    ///   callers and must not fill the memory.
    init(capacity: Int = 1000) {
        self.capacity = capacity
    }

    /// What was learnt about a model; empty when nothing was.
    subscript(provider: String, model: ByteString) -> RequestAdaptation {
        state.withLockedValue { $0.adaptations[Model(provider: provider, name: model)] ?? [] }
    }

    /// How many models are remembered.
    var count: Int {
        state.withLockedValue { $0.adaptations.count }
    }

    /// Adds what was learnt about a model to what is known of it.
    func learn(_ adaptation: RequestAdaptation, provider: String, model: ByteString) {
        if adaptation.isEmpty { return }
        let key = Model(provider: provider, name: model)
        state.withLockedValue { state in
            if let known = state.adaptations[key] {
                state.adaptations[key] = known.union(adaptation)
                return
            }
            if state.order.count < capacity {
                state.order.append(key)
            } else {
                state.adaptations[state.order[state.oldest]] = nil
                state.order[state.oldest] = key
                state.oldest = (state.oldest + 1) % capacity
            }
            state.adaptations[key] = adaptation
        }
    }
}
