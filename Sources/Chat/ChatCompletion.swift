// SPDX-License-Identifier: Apache-2.0

/// How an answer ended: its only terminal event that is not an error.
package struct ChatCompletion: Sendable, Equatable {
    /// Why the model stopped.
    package var finishReason: FinishReason
    /// The tokens taken; nil where the provider gave none.
    package var usage: Usage?

    /// Makes the end of an answer.
    package init(finishReason: FinishReason, usage: Usage?) {
        self.finishReason = finishReason
        self.usage = usage
    }
}
