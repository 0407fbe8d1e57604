// SPDX-License-Identifier: Apache-2.0

internal import Chat
internal import NIOCore

/// What a call's log line and the metrics say of it, put together while it is answered.
struct CallFigures: Sendable {
    /// The route that was found: one of a fixed list.
    var endpoint: String?
    /// The provider that the caller named.
    var provider: String?
    /// The model that the caller named.
    var model: String?
    /// The tokens that the provider counted.
    var usage: Usage?
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
    /// Whether a provider's call was ended because of it.
    var isCancelled = false
    /// Whether a stream ended with an error event.
    var isFailedStream = false
}
