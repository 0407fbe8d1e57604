// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Dialects
internal import HTTPTypes
internal import NIOCore
internal import Providers
internal import Upstream

/// What is needed to fetch any picture of a chat.
struct ImageFetch: Sendable {
    let upstream: any UpstreamCalling
    let eventLoop: any EventLoop
    let limits: ImageLimits
    /// The limits in time of each call besides the pictures' own; nil for those of the way.
    let timeouts: UpstreamTimeouts?
    let terms: InlineImages
    let budget: ImageBudget
    /// When the time of all pictures began.
    let start: ContinuousClock.Instant

    /// Fetches a picture, through a few redirects; to be called on the event loop.
    ///
    /// - Throws: ``ImageFault``.
    func image(at text: ByteString, _ place: Unsupported.Place) async throws -> FetchedImage {
        var origin: String?
        do {
            var url = try Self.read { () throws(WebURL.Fault) in try WebURL(text) }
            for _ in 0...limits.redirects {
                origin = url.origin.description
                let receiver = ImageReceiver(limits, terms, budget)
                try await upstream.execute(request(url), on: eventLoop, receiver: receiver)
                guard let location = receiver.redirect else { return try receiver.image() }
                do throws(WebURL.Fault) { url = try url.following(location) } catch {
                    throw ImageProblem.redirect(error)
                }
            }
            throw ImageProblem.redirects(limit: limits.redirects)
        } catch {
            throw ImageFault(ImageProblem(error, limit: limits.time), at: place, origin: origin)
        }
    }

    private static func read(_ url: () throws(WebURL.Fault) -> WebURL) throws(ImageProblem) -> WebURL {
        do throws(WebURL.Fault) { return try url() } catch { throw .url(error) }
    }

    /// A request that tells nothing of the caller, and nothing of the gateway but its version.
    private func request(_ url: WebURL) -> UpstreamRequest {
        var request = UpstreamRequest(
            method: .get,
            to: url.origin,
            target: url.target,
            headerFields: [
                .accept: terms.types.map(\.string).joined(separator: ", "),  // text: our own words
                .userAgent: "llm-gateway/" + Version.number,
                .acceptEncoding: "identity",
                .connection: "close",
            ],
            body: []
        )
        request.start = start
        request.timeouts = timeouts
        request.limit = limits.time
        request.isPublicOnly = true
        return request
    }
}
