// SPDX-License-Identifier: Apache-2.0

/// What the simulator wants to know of a chat request, whatever dialect it was written in.
protocol ChatRequest {
    /// The model name, with its keys.
    var model: String { get }
    var isStream: Bool { get }
    /// Whether a stream shall tell token counts, in dialects where that is asked for.
    var includesUsage: Bool { get }
    /// The prompt's token count by the simulator's measure: the words between white space.
    var promptWords: Int { get }
    var lastUserText: String { get }
    var constraint: AnswerConstraint? { get }

    /// The error for a request that the provider would refuse, or nil when it is fine.
    func violation(of behaviour: Behaviour) -> SimulatedError?

    /// The behaviour with what the request itself changes in it.
    func adjusted(_ behaviour: Behaviour) -> Behaviour
}

extension ChatRequest {
    func adjusted(_ behaviour: Behaviour) -> Behaviour {
        behaviour
    }
}

extension String {
    /// The number of words between white space.
    var wordCount: Int {
        split(whereSeparator: \.isWhitespace).count
    }
}
