// SPDX-License-Identifier: Apache-2.0

internal import Attempts
internal import Chat
internal import Providers

extension Call {
    /// Prepares a chat with a provider, of whose attempts the call's figures, log line and metrics hear.
    ///
    /// - Parameters:
    ///   - chat: The chat.
    ///   - provider: Who is asked.
    ///   - start: When the limits in time begin, for a chat that is one of several of the call.
    /// - Returns: The attempts; nobody is asked yet.
    /// - Throws: `ProviderError` when the provider has no key.
    @inline(never)
    func attempts(
        of chat: ChatRequest,
        with provider: Provider,
        since start: ContinuousClock.Instant = .now
    ) throws -> ChatAttempts {
        try snapshot.client.attempts(of: chat, with: provider, on: eventLoop, since: start, observer: self)
    }
}
