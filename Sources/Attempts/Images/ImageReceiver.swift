// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Dialects
internal import NIOCore
internal import Upstream

/// Takes the response to a request for a picture, and writes it in base64 while it comes.
///
/// Nothing more is read as soon as it is known to be none, or too large.
final class ImageReceiver: UpstreamReceiver {
    private let limits: ImageLimits
    private let terms: InlineImages
    private let budget: ImageBudget
    private var status = 0
    private var location: ByteString?
    private var problem: ImageProblem?
    private var encoder = Base64Encoder()
    private var count = 0
    /// The first bytes, which tell what it is.
    private var start: [UInt8] = []
    private var type: ByteString?

    init(_ limits: ImageLimits, _ terms: InlineImages, _ budget: ImageBudget) {
        self.limits = limits
        self.terms = terms
        self.budget = budget
    }

    func receive(head: UpstreamResponseHead) {
        status = head.status
        guard status == 200 else {
            location = [301, 302, 303, 307, 308].contains(status) ? head["location"].map { ByteString($0) } : nil
            problem = .status(status)
            return
        }
        let encoding = ByteString(head["content-encoding"] ?? "").lowercased
        if !encoding.isEmpty && !encoding.equals("identity") || !ImageType.mayBe(declared: head["content-type"]) {
            problem = noImage
        }
        // One that is longer than this is no number that fits, and ends with the body's own limit.
        if let length = ByteString(head["content-length"] ?? "").decimal, length > limits.size {
            problem = .tooLarge(limit: limits.size)
        }
    }

    func receive(body: ByteBuffer) {
        guard problem == nil else { return }
        do {
            try append(body.readableBytesView)
        } catch {
            problem = error
            encoder = Base64Encoder()
        }
    }

    private func append(_ part: ByteBufferView) throws(ImageProblem) {
        count += part.count
        guard count <= limits.size else { throw .tooLarge(limit: limits.size) }
        if type == nil {
            start += part.prefix(ImageType.prefixLength - start.count)
            if start.count == ImageType.prefixLength { type = try knownType() }
        }
        try budget.take(Base64Encoder.size(of: count) - Base64Encoder.size(of: count - part.count))
        encoder.append(part)
    }

    func readComplete() -> UpstreamDemand { problem == nil ? .more : .stop }

    /// Where the server redirects to; nil when it does not.
    var redirect: ByteString? { location }

    /// The picture of a response that has ended.
    func image() throws(ImageProblem) -> FetchedImage {
        if let problem { throw problem }
        let type = if let type { type } else { try knownType() }
        return FetchedImage(type: type, base64: encoder.finish())
    }

    private func knownType() throws(ImageProblem) -> ByteString {
        guard let type = ImageType.of(start[...]), terms.types.contains(type) else { throw noImage }
        return type
    }

    private var noImage: ImageProblem {
        // Such as PNG of image/png.
        let names = terms.types.map { $0.dropFirst("image/".utf8.count).string.uppercased() }  // text: our own words
        return .noImage(taken: names.joined(separator: ", "))
    }
}
