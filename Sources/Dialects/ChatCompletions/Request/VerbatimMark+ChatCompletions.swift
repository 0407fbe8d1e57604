// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
package import Chat
internal import HTTPTypes

extension VerbatimMark.Kind {
    /// What the header field is called in OpenAI's API.
    ///
    /// Source: OpenAI API reference, debugging requests; the official SDKs.
    package var openAIName: String {
        switch self {
        case .betaFeatures: "OpenAI-Beta"
        case .idempotencyKey: "Idempotency-Key"
        case .requestID: "X-Client-Request-Id"
        }
    }
}

extension VerbatimRequest {
    /// The header fields that go on with the body.
    var openAIFields: HTTPFields {
        var fields = HTTPFields()
        for mark in marks {
            guard let name = HTTPField.Name(mark.kind.openAIName) else { continue }
            fields[name] = mark.value.string  // text: visible ASCII
        }
        return fields
    }
}
