// SPDX-License-Identifier: Apache-2.0

package import ByteStrings

/// How an answer ended: its only terminal event that is not an error.
package struct ChatCompletion: Sendable, Equatable {
    /// Why the model stopped.
    package var finishReason: FinishReason
    /// The tokens taken; nil where the provider gave none.
    package var usage: Usage?
    /// The reason in the provider's own words; nil where it gave none, or said no more than ``finishReason``.
    package var details: FinishDetails?
    /// The stop sequence that ended the answer; nil where the provider does not tell.
    package var stopSequence: ByteString?

    package init(
        finishReason: FinishReason,
        usage: Usage?,
        details: FinishDetails? = nil,
        stopSequence: ByteString? = nil
    ) {
        self.finishReason = finishReason
        self.usage = usage
        self.details = details
        self.stopSequence = stopSequence
    }
}
