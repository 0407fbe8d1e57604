// SPDX-License-Identifier: Apache-2.0

internal import Attempts
internal import ByteStrings
internal import Chat
internal import Dialects
internal import HTTPTypes
internal import Providers

/// What of the head of a provider's response Anthropic's clients read: limits of their rate, when to ask again, and an id.
///
/// Whatever is not known to be for callers stays here: it may name the account, or set a cookie.
///
/// Source: Claude API reference, rate limits, response headers; OpenAI API reference, rate limits in headers.
struct AnthropicProviderFields {
    /// The names of all that a page may read of a response of this door.
    static let exposed =
        "Request-ID, X-Request-ID, X-Gateway-Request-ID, X-Gateway-Ignored, X-Finish-Reason, X-Provider, X-Provider-Status, "
        + "Retry-After, Retry-After-Ms, X-Should-Retry, Anthropic-RateLimit-Requests-Limit, "
        + "Anthropic-RateLimit-Requests-Remaining, Anthropic-RateLimit-Requests-Reset, Anthropic-RateLimit-Tokens-Limit, "
        + "Anthropic-RateLimit-Tokens-Remaining, Anthropic-RateLimit-Tokens-Reset"

    private static let ownLimits: ByteString = "anthropic-ratelimit-"
    private static let openAILimits: ByteString = "x-ratelimit-"

    /// The id by which the provider knows the request; nil where it has none, or speaks another dialect.
    private(set) var requestID: String?
    private var fields = PassedFields()

    /// Reads a head.
    init(_ head: ProviderHead) {
        let isOfDialect = head.provider.dialect.passes(.messages, .chat)
        head.forEachField { name, value in
            if PassedFields.shared.contains(where: name.equalsIgnoringCase) {
                fields.append(name, value)
            } else if isOfDialect {
                if name.hasPrefixIgnoringCase(Self.ownLimits) {
                    fields.append(name, value)
                } else if name.equalsIgnoringCase("request-id") {
                    requestID = value.string  // text: visible ASCII, short
                }
            } else if name.hasPrefixIgnoringCase(Self.openAILimits) {
                append(openAILimit: name.dropFirst(Self.openAILimits.count), value)
            }
        }
    }

    /// Adds them to the fields of a response.
    func add(to response: inout HTTPFields) { fields.add(to: &response) }

    /// Takes a limit of OpenAI's, `limit-requests` and its like, under Anthropic's name.
    ///
    /// When it is over is a moment here and a time there, which says nothing once it has passed: it is left out.
    private mutating func append(openAILimit words: ByteString, _ value: ByteString) {
        let parts = words.lowercased.split { $0 == UInt8(ascii: "-") }
        guard parts.count == 2, ["limit", "remaining"].contains(parts[0]), ["requests", "tokens"].contains(parts[1])
        else {
            return
        }
        fields.append(ByteString(Self.ownLimits.bytes + parts[1].bytes + [UInt8(ascii: "-")] + parts[0].bytes), value)
    }
}
