// SPDX-License-Identifier: Apache-2.0

internal import Attempts
internal import Chat
internal import Dialects
internal import Providers

extension ChatAnswer {
    /// Checks that the answer has text.
    ///
    /// - Parameter provider: Whose it is.
    /// - Throws: `ProviderError` that says why it has none.
    func checkText(from provider: Provider) throws {
        if let fault = AnswerContents(self).fault(completion) { throw ProviderError(fault, from: provider) }
    }

    /// The answer of a model that may have written it where it thinks, and nowhere else.
    var readingReasoning: ChatAnswer {
        guard text.isEmpty, refusal.isEmpty, toolCalls.isEmpty, let reasoning, !reasoning.isEmpty else { return self }
        switch completion.finishReason {
        case .stop, .unknown: break
        case .length, .contentFilter, .toolCalls: return self
        }
        return ChatAnswer(text: reasoning, completion: completion)
    }
}
