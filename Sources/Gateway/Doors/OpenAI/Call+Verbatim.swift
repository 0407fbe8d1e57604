// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat
internal import Dialects
internal import FastCGI

extension Call {
    /// The most bytes of a header field that goes on to a provider.
    private static let longestMark = 1_024

    /// The caller's own request, for a provider that speaks OpenAI's dialect.
    ///
    /// - Parameters:
    ///   - kind: What is asked for.
    ///   - body: The body.
    ///   - includesUsage: Whether a stream is to tell the tokens.
    /// - Returns: The request, with the header fields that go on with it.
    /// - Throws: ``GatewayError`` for such a field that is too long.
    @inline(never)
    func openAIRequest(
        _ kind: VerbatimRequest.Kind,
        _ body: ArraySlice<UInt8>,
        includesUsage: Bool = false
    ) throws(GatewayError) -> VerbatimRequest {
        var verbatim = VerbatimRequest(.chatCompletions, kind, body: body, includesUsage: includesUsage)
        for mark in VerbatimMark.Kind.allCases {
            if let value = try value(of: mark) { verbatim.marks.append(VerbatimMark(mark, value)) }
        }
        return verbatim
    }

    /// What the caller says in a header field; nil where it says nothing, or what no such field may hold.
    private func value(of mark: VerbatimMark.Kind) throws(GatewayError) -> ByteString? {
        // A field that came several times is one with commas (RFC 9110 section 5.3), as some web servers pass it.
        let value = ByteString(Array(request.params.all(mark.variable).joined(separator: Array(", ".utf8)))).trimmed
        guard value.count <= Self.longestMark else {
            throw GatewayError(
                .request,
                "\(mark.openAIName): expected at most \(Self.longestMark) bytes, got \(value.count)"
            )
        }
        return !value.isEmpty && value.bytes.allSatisfy({ (0x20...0x7E).contains($0) }) ? value : nil
    }
}

extension VerbatimMark.Kind {
    /// The FastCGI variable that has the header field.
    fileprivate var variable: String {
        switch self {
        case .betaFeatures: "HTTP_OPENAI_BETA"
        case .idempotencyKey: "HTTP_IDEMPOTENCY_KEY"
        case .requestID: "HTTP_X_CLIENT_REQUEST_ID"
        }
    }
}
