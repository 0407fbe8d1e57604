// SPDX-License-Identifier: Apache-2.0

internal import Attempts
internal import Chat
internal import Configuration
internal import FastCGI
internal import Providers
internal import Upstream

extension Call {
    /// Prepares to fetch a chat's pictures from their URLs.
    ///
    /// What they take counts with the body of the request, until its end.
    ///
    /// - Parameters:
    ///   - chat: The chat.
    ///   - provider: Whom it is for.
    ///   - size: The bytes of the request.
    /// - Returns: Nil where there is nothing to fetch, or pictures are not fetched here.
    func images(of chat: ChatRequest, for provider: Provider, besides size: Int) -> ImageFetching? {
        guard snapshot.configuration.fetchesImages else { return nil }
        let lease = request.bodyLease
        return snapshot.client.images(of: chat, for: provider, besides: size, on: eventLoop) { count in
            lease?.add(count) ?? true
        }
    }

    /// Fetches pictures; the time counts as one in which others are waited for.
    ///
    /// - Returns: The chat with the pictures in it.
    /// - Throws: `ImageFault`.
    @inline(never)
    func chat(of images: ImageFetching) async throws -> ChatRequest {
        upstreamTiming.begin()
        defer { upstreamTiming.end(status: nil) }
        return try await images.chat()
    }
}
