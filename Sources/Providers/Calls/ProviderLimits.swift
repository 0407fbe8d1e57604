// SPDX-License-Identifier: Apache-2.0

/// The limits in size of what a provider may answer, in bytes.
package struct ProviderLimits: Sendable, Equatable {
    /// The most that the body of a plain answer, or the text of a streamed one, may take.
    package var answer: Int
    /// The most that is read of an error's body; the rest is dropped.
    package var errorBody: Int
    /// The most that one event of a stream may take.
    package var event: Int

    /// Makes limits; the defaults leave room for the largest answers that providers give.
    package init(answer: Int = 32 << 20, errorBody: Int = 64 << 10, event: Int = 4 << 20) {
        self.answer = answer
        self.errorBody = errorBody
        self.event = event
    }
}
