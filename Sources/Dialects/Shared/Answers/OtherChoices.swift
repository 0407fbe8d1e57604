// SPDX-License-Identifier: Apache-2.0

internal import Chat

/// The choices of an answer beyond the first, where several were asked for.
struct OtherChoices<Parts: AnswerChoiceParts> {
    /// The highest number of a choice that is kept; providers give 128 choices at the most.
    private static var highest: Int { 127 }

    private struct State {
        var parts = Parts()
        var ending = AnswerEnding()
    }

    private var states: [Int: State] = [:]

    /// Emits what a chunk brings of a choice.
    mutating func emit(_ choice: Parts.Choice, _ emit: ChatEventHandler) throws(ProviderFault) {
        let index = choice.index
        guard index <= Self.highest else { return }
        var state = states[index] ?? State()
        if let word = choice.finishReason { state.ending.read(word, message: choice.finishMessage) }
        try state.parts.emit(choice) { (event) throws(ProviderFault) in try emit(.choice(index, event)) }
        states[index] = state
    }

    /// Emits how the choices have ended; of one that has not there is no completion.
    mutating func finish(_ emit: ChatEventHandler) throws(ProviderFault) {
        for (index, state) in states.sorted(by: { $0.key < $1.key }) {
            var state = state
            try state.parts.close { (event) throws(ProviderFault) in try emit(.choice(index, event)) }
            // One that broke off does not end the others.
            guard state.ending.reason != nil, let completion = try? state.ending.completion() else { continue }
            try emit(.choice(index, .completed(completion)))
        }
        states = [:]
    }
}
