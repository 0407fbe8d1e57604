// SPDX-License-Identifier: Apache-2.0

internal import Chat
internal import JSONCoding

/// What a piece of an answer brings of one of its choices.
protocol AnswerChoice {
    /// Its number among the choices.
    var index: Int { get }
    /// Why the model stopped, in the provider's word; nil as long as it has not.
    var finishReason: JSONString? { get }
    /// What the provider says to that.
    var finishMessage: JSONString? { get }
}

/// The parts of one choice of an answer.
protocol AnswerChoiceParts {
    associatedtype Choice: AnswerChoice

    init()

    /// Emits what a piece of the answer brings of the choice.
    mutating func emit(_ choice: Choice, _ emit: ChatEventHandler) throws(ProviderFault)

    /// Emits the parts that wait, and the end of the one that is open.
    mutating func close(_ emit: ChatEventHandler) throws(ProviderFault)
}
