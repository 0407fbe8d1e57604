// SPDX-License-Identifier: Apache-2.0

internal import Attempts
internal import ByteStrings
internal import Chat
internal import NIOCore

/// What a call's log line and the metrics say of it, put together while it is answered.
struct CallNotes: Sendable {
    /// The provider that the caller named.
    var provider: String?
    /// The model that the caller named.
    var model: ByteString?
    /// The tokens that the provider counted, of all its calls together; nil when one of them has none.
    private(set) var usage: Usage?
    private var hasAnswer = false
    /// The status of the response; nil as long as it has none.
    var status: Int?
    /// How the provider failed, as `X-Provider-Status` says it.
    var providerFailure: String?
    /// When the head was sent.
    var firstByte: NIODeadline?
    /// When the last byte was sent, or could not be.
    var end: NIODeadline?
    /// Whether the caller left before that.
    var isDisconnected = false
    /// Whether a provider's call was ended before its end.
    var isCancelled = false
    /// Whether a stream ended with an error event.
    var isFailedStream = false

    /// What the provider says in the head of its response, where the door passes it on; nil again once it has.
    var providerHead: ProviderHead?

    /// The names of the request's members that mean nothing to the answer, and were passed over.
    var ignored: [String] = []
    /// The parameters that the provider's API has no words for, and that mean nothing to the answer.
    var leftOut: ChatParameters = []

    /// Adds the tokens of a call that the provider has answered.
    mutating func add(_ usage: Usage?) {
        self.usage = hasAnswer ? self.usage.adding(usage) : usage
        hasAnswer = true
    }
}
