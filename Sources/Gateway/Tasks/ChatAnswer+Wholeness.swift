// SPDX-License-Identifier: Apache-2.0

internal import Attempts
internal import Chat
internal import Dialects
internal import Providers

extension ChatAnswer {
    /// Checks that the answer is not known to be only the first part of one.
    ///
    /// - Parameter provider: Whose it is.
    /// - Throws: `ProviderError` when the limit of tokens, or a filter, has cut it off.
    func checkWholeness(from provider: Provider) throws {
        var fault: ProviderFault
        switch completion.finishReason {
        case .length:
            fault = ProviderFault(.incompleteAnswer, "ended the answer at the limit of tokens, before it was complete")
        case .contentFilter:
            fault = ProviderFault(.filtered, "held a part of the answer back")
        case .stop, .toolCalls, .unknown:
            return
        }
        fault.finishReason = completion.finishReason
        fault.usage = completion.usage
        throw ProviderError(fault, from: provider)
    }
}
