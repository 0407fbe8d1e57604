// SPDX-License-Identifier: Apache-2.0

internal import Attempts
internal import ByteStrings
internal import Chat
internal import Dialects
internal import FoundationEssentials
internal import HTTPTypes
internal import Providers

/// What of the head of a provider's response OpenAI's clients read: limits of their rate, when to ask again, and an id.
///
/// Whatever is not known to be for callers stays here: it may name the account, or set a cookie.
///
/// Source: OpenAI API reference, rate limits in headers; Claude API reference, rate limits, response headers; the official SDKs.
struct OpenAIProviderFields {
    /// The names of all that a page may read of a response of this door, which has no wildcard for some of them.
    static let exposed =
        "X-Request-ID, Request-ID, X-Gateway-Request-ID, X-Gateway-Ignored, X-Finish-Reason, X-Provider, "
        + "X-Provider-Status, Retry-After, Retry-After-Ms, X-Should-Retry, X-RateLimit-Limit-Requests, "
        + "X-RateLimit-Limit-Tokens, X-RateLimit-Remaining-Requests, X-RateLimit-Remaining-Tokens, "
        + "X-RateLimit-Reset-Requests, X-RateLimit-Reset-Tokens, OpenAI-Processing-Ms, OpenAI-Version"

    /// What OpenAI's dialect has besides.
    private static let own: [ByteString] = ["openai-processing-ms", "openai-version"]
    private static let ownLimits: ByteString = "x-ratelimit-"
    /// The ids of a request, the better one last.
    private static let ids: [ByteString] = ["request-id", "x-request-id"]
    private static let anthropicLimits: ByteString = "anthropic-ratelimit-"

    /// The id by which the provider knows the request; nil where it has none, or speaks another dialect.
    private(set) var requestID: String?
    private var fields = PassedFields()

    /// Reads a head.
    init(_ head: ProviderHead) {
        let isOfDialect = head.provider.dialect.passes(.chatCompletions, .chat)
        var isBetterID = false
        head.forEachField { name, value in
            if PassedFields.shared.contains(where: name.equalsIgnoringCase) {
                fields.append(name, value)
            } else if isOfDialect {
                if name.hasPrefixIgnoringCase(Self.ownLimits) || Self.own.contains(where: name.equalsIgnoringCase) {
                    fields.append(name, value)
                } else if let index = Self.ids.firstIndex(where: name.equalsIgnoringCase), !isBetterID {
                    requestID = value.string  // text: visible ASCII, short
                    isBetterID = index == 1
                }
            } else if name.hasPrefixIgnoringCase(Self.anthropicLimits) {
                append(anthropicLimit: name.dropFirst(Self.anthropicLimits.count), value, head)
            }
        }
    }

    /// Adds them to the fields of a response.
    func add(to response: inout HTTPFields) { fields.add(to: &response) }

    /// Takes a limit of Anthropic's, `requests-limit` and its like, under OpenAI's name.
    private mutating func append(anthropicLimit words: ByteString, _ value: ByteString, _ head: ProviderHead) {
        let parts = words.lowercased.split { $0 == UInt8(ascii: "-") }
        guard parts.count == 2, ["requests", "tokens"].contains(parts[0]) else { return }
        let name = ByteString(Self.ownLimits.bytes + parts[1].bytes + [UInt8(ascii: "-")] + parts[0].bytes)
        switch parts[1] {
        case "limit", "remaining":
            fields.append(name, value)
        case "reset":
            let now = Int(Date().timeIntervalSince1970 * 1000)
            guard let milliseconds = head.milliseconds(until: value, now: now) else { return }
            fields.append(name, ByteString(Self.duration(milliseconds)))
        default:
            break
        }
    }

    /// A time as OpenAI writes it: `20ms`, `1s`, `6m0s`, `1h2m3s`; from a second on in whole seconds, rounded up.
    static func duration(_ milliseconds: Int) -> String {
        if milliseconds == 0 { return "0s" }
        if milliseconds < 1000 { return "\(milliseconds)ms" }
        let seconds = (milliseconds + 999) / 1000
        let (hours, minutes) = (seconds / 3600, seconds / 60 % 60)
        let start = hours > 0 ? "\(hours)h\(minutes)m" : minutes > 0 ? "\(minutes)m" : ""
        return "\(start)\(seconds % 60)s"
    }
}
