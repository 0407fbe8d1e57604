// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat
internal import Dialects
internal import FastCGI

extension Call {
    /// The most bytes of a header field that goes on to a provider.
    private static let longestMark = 1_024

    /// The caller's own request, for a provider that speaks the caller's dialect.
    ///
    /// - Parameters:
    ///   - dialect: The dialect.
    ///   - kind: What is asked for.
    ///   - body: The body.
    ///   - includesUsage: Whether a stream is to tell the tokens.
    /// - Returns: The request, with the header fields that go on with it.
    /// - Throws: ``GatewayError`` for such a field that is too long.
    @inline(never)
    func verbatim(
        _ dialect: VerbatimRequest.Dialect,
        _ kind: VerbatimRequest.Kind,
        _ body: ArraySlice<UInt8>,
        includesUsage: Bool = false
    ) throws(GatewayError) -> VerbatimRequest {
        var verbatim = VerbatimRequest(dialect, kind, body: body, includesUsage: includesUsage)
        for mark in VerbatimMark.Kind.allCases {
            guard let value = try value(of: mark, in: dialect) else { continue }
            verbatim.marks.append(VerbatimMark(mark, value))
        }
        return verbatim
    }

    /// What the caller says in a header field; nil where it says nothing, or what no such field may hold.
    private func value(
        of mark: VerbatimMark.Kind,
        in dialect: VerbatimRequest.Dialect
    ) throws(GatewayError) -> ByteString? {
        guard let variable = mark.variable(in: dialect) else { return nil }
        // A field that came several times is one with commas (RFC 9110 section 5.3), as some web servers pass it.
        let value = ByteString(Array(request.params.all(variable).joined(separator: Array(", ".utf8)))).trimmed
        guard value.count <= Self.longestMark else {
            let name = mark.name(in: dialect) ?? variable
            throw GatewayError(.request, "\(name): expected at most \(Self.longestMark) bytes, got \(value.count)")
        }
        return !value.isEmpty && value.bytes.allSatisfy({ (0x20...0x7E).contains($0) }) ? value : nil
    }
}

extension VerbatimMark.Kind {
    /// The FastCGI variable that has the header field; written out, as it is asked for with each request.
    fileprivate func variable(in dialect: VerbatimRequest.Dialect) -> String? {
        switch (self, dialect) {
        case (.betaFeatures, .messages): "HTTP_ANTHROPIC_BETA"
        case (.apiVersion, .messages): "HTTP_ANTHROPIC_VERSION"
        case (_, .messages), (.apiVersion, _): nil
        case (.betaFeatures, _): "HTTP_OPENAI_BETA"
        case (.idempotencyKey, _): "HTTP_IDEMPOTENCY_KEY"
        case (.requestID, _): "HTTP_X_CLIENT_REQUEST_ID"
        }
    }
}
