// SPDX-License-Identifier: Apache-2.0

/// The limits of what is taken from a provider: sizes in bytes, and the time that it may load a model.
package struct ProviderLimits: Sendable, Equatable {
    /// The most that the body of a plain answer, or the text of a streamed one, may take.
    package var answer: Int
    /// The most that is read of an error's body; the rest is dropped.
    package var errorBody: Int
    /// The most that one event of a stream may take.
    package var event: Int

    /// How long after a call's start a model that is being loaded is still waited for.
    package var loading: Duration
    /// The first pause before a model that was being loaded is asked again; each one is twice as long as the one
    /// before, up to a second.
    package var loadingPause: Duration

    /// Makes limits; the defaults leave room for the largest answers that providers give, and wait for no model.
    package init(
        answer: Int = 32 << 20,
        errorBody: Int = 64 << 10,
        event: Int = 4 << 20,
        loading: Duration = .zero,
        loadingPause: Duration = .milliseconds(250)
    ) {
        self.answer = answer
        self.errorBody = errorBody
        self.event = event
        self.loading = loading
        self.loadingPause = loadingPause
    }
}
