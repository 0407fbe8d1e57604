// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings

/// The name under which the outcome of a health stream is kept: the caller's, or the request's id.
enum HealthStreamID {
    private static let longest = 64

    /// The id that a query gives; nil when it gives none.
    ///
    /// - Throws: ``GatewayError`` 400 for one that is too long, or has other characters than a request's id may have.
    static func given(in query: RequestQuery) throws(GatewayError) -> String? {
        guard let id = query["id"] else { return nil }
        guard (1...longest).contains(id.count), id.bytes.allSatisfy(RequestID.isHarmless) else {
            throw GatewayError(.request, "id: expected 1 to \(longest) letters, digits, '-', '_' or '.', got others")
        }
        return id.string  // text: short ASCII
    }
}
