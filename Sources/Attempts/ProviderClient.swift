// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
package import Chat
internal import Dialects
package import NIOCore
package import Providers
package import Upstream

/// Asks providers: for the answers of chats, see ``ChatAttempts``, and for vectors.
///
/// Make one for the process: what it learns about models is kept in it, and in all that ``init(sharing:limits:timeouts:)`` makes of it.
package final class ProviderClient: Sendable {
    let upstream: any UpstreamCalling
    let limits: ProviderLimits
    /// The limits in time of each call; nil for those of the way to the providers.
    let timeouts: UpstreamTimeouts?
    let adaptations: AdaptationStore
    /// What providers want to have back with their calls; nil where nothing is remembered.
    let calls: CallMemoryStore?

    /// Makes a client that has learnt nothing yet.
    ///
    /// - Parameters:
    ///   - upstream: The way to the providers.
    ///   - limits: The limits of what is taken from them.
    ///   - timeouts: The limits in time of each call; nil for those of the way to the providers.
    ///   - remembersCalls: Whether what a provider wants to have back with a tool's call is kept for callers that do not send it.
    package init(
        upstream: any UpstreamCalling,
        limits: ProviderLimits = ProviderLimits(),
        timeouts: UpstreamTimeouts? = nil,
        remembersCalls: Bool = true
    ) {
        calls = remembersCalls ? CallMemoryStore() : nil
        self.upstream = upstream
        self.limits = limits
        self.timeouts = timeouts
        adaptations = AdaptationStore()
    }

    /// Makes a client with other limits that knows what another one has learnt, and learns with it.
    package init(sharing other: ProviderClient, limits: ProviderLimits, timeouts: UpstreamTimeouts?) {
        upstream = other.upstream
        calls = other.calls
        adaptations = other.adaptations
        self.limits = limits
        self.timeouts = timeouts
    }

    /// A chat with what its provider wants to have back, as far as it is remembered and the caller has not sent it.
    func filled(_ chat: ChatRequest, for provider: Provider) -> ChatRequest {
        // A model that does not think need not take what another one has thought.
        guard let calls, let vendor = provider.dialect.opaqueVendor, chat.hasToolCalls,
            provider.traits(chat.model).reasoningScale != .none
        else { return chat }
        return calls.filled(chat, for: provider.memoryKey, of: vendor)
    }

    /// Prepares the attempts of a chat; nobody is asked yet.
    ///
    /// Not inlined, so that the chat does not stay in the frame of the function that waits for its answer.
    ///
    /// - Parameters:
    ///   - chat: The chat.
    ///   - provider: Who is asked.
    ///   - eventLoop: Where the connection lives.
    ///   - start: When the limits in time begin, for a call that is one of several.
    ///   - observer: Hears of each attempt.
    /// - Returns: The attempts, of which one answer can be had.
    /// - Throws: ``ProviderError`` when the provider has no key.
    @inline(never)
    package func attempts(
        of chat: ChatRequest,
        with provider: Provider,
        on eventLoop: any EventLoop,
        since start: ContinuousClock.Instant = .now,
        observer: (any AttemptObserver)? = nil
    ) throws -> ChatAttempts {
        try ChatAttempts(self, chat, to: provider, on: eventLoop, since: start, observer)
    }
}
