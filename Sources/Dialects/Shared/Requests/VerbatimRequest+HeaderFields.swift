// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
package import Chat
internal import HTTPTypes

extension VerbatimMark.Kind {
    /// What the header field is called in a dialect; nil where it has none.
    ///
    /// Source: OpenAI API reference, debugging requests; Claude API reference, versions and beta headers; the official SDKs.
    package func name(in dialect: VerbatimRequest.Dialect) -> String? {
        switch (self, dialect) {
        case (.betaFeatures, .messages): "anthropic-beta"
        case (.apiVersion, .messages): "anthropic-version"
        case (_, .messages), (.apiVersion, _): nil
        case (.betaFeatures, _): "OpenAI-Beta"
        case (.idempotencyKey, _): "Idempotency-Key"
        case (.requestID, _): "X-Client-Request-Id"
        }
    }
}

extension VerbatimRequest {
    /// The header fields that go on with the body.
    var headerFields: HTTPFields {
        var fields = HTTPFields()
        for mark in marks {
            guard let text = mark.kind.name(in: dialect), let name = HTTPField.Name(text) else { continue }
            fields[name] = mark.value.string  // text: visible ASCII
        }
        return fields
    }
}
