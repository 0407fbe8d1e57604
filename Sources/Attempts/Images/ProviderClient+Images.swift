// SPDX-License-Identifier: Apache-2.0

package import Chat
internal import Dialects
package import NIOCore
package import Providers
internal import Upstream

extension ProviderClient {
    /// Prepares to fetch the pictures of a chat from their URLs; nobody is asked yet.
    ///
    /// - Parameters:
    ///   - chat: The chat.
    ///   - provider: Whom it is for.
    ///   - size: The bytes that the chat takes in its request without these pictures, more or less.
    ///   - eventLoop: Where the connections live.
    ///   - limits: What the pictures may take.
    ///   - reserve: Takes bytes of the memory for all requests until the end of this one; false when there is no more.
    /// - Returns: Nil where there is nothing to fetch: no picture is at a URL, or the provider fetches it itself.
    @inline(never)
    package func images(
        of chat: ChatRequest,
        for provider: Provider,
        besides size: Int,
        on eventLoop: any EventLoop,
        limits: ImageLimits = ImageLimits(),
        reserve: @escaping @Sendable (Int) -> Bool
    ) -> ImageFetching? {
        guard let terms = provider.dialect.inlineImages else { return nil }
        let budget = ImageBudget(room: terms.requestSize - size, limit: terms.requestSize, reserve: reserve)
        let fetch = ImageFetch(
            upstream: upstream,
            eventLoop: eventLoop,
            limits: limits,
            timeouts: timeouts,
            terms: terms,
            budget: budget,
            start: .now
        )
        return ImageFetching(chat, fetch)
    }
}
