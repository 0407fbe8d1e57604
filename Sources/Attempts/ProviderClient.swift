// SPDX-License-Identifier: Apache-2.0

package import Chat
package import NIOCore
package import Providers
package import Upstream

/// Asks providers: for the answers of chats, see ``ChatAttempts``, and for vectors.
///
/// Make one for the process: what it learns about models is kept in it.
package final class ProviderClient: Sendable {
    let upstream: any UpstreamCalling
    let limits: ProviderLimits
    let adaptations: AdaptationStore

    /// Makes a client that has learnt nothing yet.
    package init(upstream: any UpstreamCalling, limits: ProviderLimits = ProviderLimits()) {
        self.upstream = upstream
        self.limits = limits
        adaptations = AdaptationStore()
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
