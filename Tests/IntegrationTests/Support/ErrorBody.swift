// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import GatewayTesting
import Testing

/// The error body of the reference.
struct ErrorBody: Decodable {
    let status: String
    let error: String

    /// Reads a body and checks that it has the four fields in their order, and nothing else.
    static func message(
        of body: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> String {
        let error = try JSONDecoder().decode(Self.self, from: Data(body.utf8))
        #expect(error.status == "error", sourceLocation: sourceLocation)
        #expect(!error.error.isEmpty, sourceLocation: sourceLocation)
        #expect(body.hasPrefix(#"{"status":"error","error":""#), sourceLocation: sourceLocation)
        #expect(body.hasSuffix(#"","content":null,"usage":null}"#), sourceLocation: sourceLocation)
        return error.error
    }
}

extension TestResponse {
    /// Checks that this is an error of the API, in every respect that all errors have in common.
    ///
    /// - Returns: The message.
    @discardableResult
    func expectError(
        _ status: Int,
        _ parts: String...,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> String {
        #expect(self.status == status, "\(text.prefix(300))", sourceLocation: sourceLocation)
        #expect(isComplete, sourceLocation: sourceLocation)
        #expect(header("Content-Type") == "application/json; charset=utf-8", sourceLocation: sourceLocation)
        #expect(header("Content-Length") == String(body.count), sourceLocation: sourceLocation)
        #expect(header("X-Request-ID")?.count == 32, sourceLocation: sourceLocation)
        let message = try ErrorBody.message(of: text, sourceLocation: sourceLocation)
        for part in parts { #expect(message.contains(part), sourceLocation: sourceLocation) }
        return message
    }
}
