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
            guard let name = mark.name(in: dialect), let value = try value(ofField: name) else { continue }
            verbatim.marks.append(VerbatimMark(mark, value))
        }
        return verbatim
    }

    /// What the caller says in a header field; nil where it says nothing, or what no such field may hold.
    private func value(ofField name: String) throws(GatewayError) -> ByteString? {
        // A field that came several times is one with commas (RFC 9110 section 5.3), as some web servers pass it.
        let values = request.params.all(Self.variable(ofField: name))
        let value = ByteString(Array(values.joined(separator: Array(", ".utf8)))).trimmed
        guard value.count <= Self.longestMark else {
            throw GatewayError(.request, "\(name): expected at most \(Self.longestMark) bytes, got \(value.count)")
        }
        return !value.isEmpty && value.bytes.allSatisfy({ (0x20...0x7E).contains($0) }) ? value : nil
    }

    /// The FastCGI variable that has a header field.
    private static func variable(ofField name: String) -> String {
        "HTTP_\(name.uppercased().split(separator: "-").joined(separator: "_"))"  // text: a name of ours
    }
}
