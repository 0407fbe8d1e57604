// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
package import Chat
internal import Dialects
internal import NIOCore
internal import Providers
internal import Upstream

/// Fetches the pictures of a chat from their URLs, for a provider that does not fetch them itself.
///
/// Of each URL it is a stranger who says where it leads: only public addresses are connected to, see
/// `UpstreamRequest.isPublicOnly`, and everything that comes has a limit. The first picture that cannot be had ends the
/// others. An object, so that the function that waits holds a pointer and not the chat.
package final class ImageFetching {
    /// A picture at a URL, and where it stands: a part of a message, or of a tool's result that is one.
    private struct Target {
        let url: ByteString
        let message: Int
        let part: Int
        let partOfResult: Int?
        let place: Unsupported.Place
    }

    private var request: ChatRequest
    private let targets: [Target]
    private let fetch: ImageFetch

    /// When it began, and with it the limits in time of the call.
    package var start: ContinuousClock.Instant { fetch.start }

    /// Makes one; nil for a chat without a picture at a URL.
    init?(_ request: ChatRequest, _ fetch: ImageFetch) {
        targets = Self.targets(in: request)
        if targets.isEmpty { return nil }
        self.request = request
        self.fetch = fetch
    }

    /// Fetches all pictures; to be called on the event loop, once.
    ///
    /// - Returns: The chat with the pictures in it.
    /// - Throws: ``ImageFault``. Cancelling the task ends every fetch at once.
    package func chat() async throws -> ChatRequest {
        guard targets.count <= fetch.limits.count else {
            let place = targets[fetch.limits.count].place
            throw ImageFault(.tooMany(limit: fetch.limits.count), at: place, origin: nil)
        }
        try await withThrowingTaskGroup(of: (Int, FetchedImage).self) { group in
            var next = 0
            while next < targets.count || !group.isEmpty {
                while next < targets.count, next < fetch.limits.width { next = begin(next, in: &group) }
                guard let (index, image) = try await group.next() else { break }
                put(image, at: targets[index])
                if next < targets.count { next = begin(next, in: &group) }
            }
        }
        return request
    }

    /// Begins to fetch a picture.
    ///
    /// - Returns: The number of the next one.
    private func begin(_ index: Int, in group: inout ThrowingTaskGroup<(Int, FetchedImage), any Error>) -> Int {
        let (fetch, target) = (fetch, targets[index])
        group.addTask { (index, try await fetch.image(at: target.url, target.place)) }
        return index + 1
    }

    private func put(_ image: FetchedImage, at target: Target) {
        func change(_ part: inout MessagePart) {
            guard case .media(var media) = part else { return }
            media.source = .base64(image.base64[...])
            media.mediaType = image.type
            part = .media(media)
        }
        guard let inner = target.partOfResult else {
            return change(&request.messages[target.message].parts[target.part])
        }
        guard case .toolResult(var result) = request.messages[target.message].parts[target.part] else { return }
        change(&result.parts[inner])
        request.messages[target.message].parts[target.part] = .toolResult(result)
    }

    private static func targets(in request: ChatRequest) -> [Target] {
        var targets: [Target] = []
        for (message, content) in request.messages.enumerated() {
            for (index, part) in content.parts.enumerated() {
                func add(_ part: MessagePart, inResult inner: Int? = nil) {
                    guard let url = part.imageURL else { return }
                    let place = Unsupported.Place.part(index, ofMessage: content.place ?? message)
                    targets.append(
                        Target(url: url, message: message, part: index, partOfResult: inner, place: place)
                    )
                }
                add(part)
                guard case .toolResult(let result) = part else { continue }
                for (inner, part) in result.parts.enumerated() { add(part, inResult: inner) }
            }
        }
        return targets
    }
}

extension MessagePart {
    /// The URL of a picture that stands at one.
    fileprivate var imageURL: ByteString? {
        if case .media(let media) = self, media.kind == .image, case .url(let url) = media.source { url } else { nil }
    }
}
