// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
package import Dialects
internal import JSONCoding
package import Providers

extension ProviderError {
    /// The most of a provider's own message, and of a cause, that a caller sees, in bytes.
    private static let messageLimit = 2000
    /// The most of a message that is looked at, in bytes.
    private static let inputLimit = 8192

    /// Makes an error that a caller may see of what was found wrong with a response.
    ///
    /// - Parameters:
    ///   - fault: What was found.
    ///   - provider: Whose response it was.
    ///   - hasDelivered: Whether a sink has a part of this answer, after which nothing is tried again.
    ///   - underlying: The error below.
    package init(
        _ fault: ProviderFault,
        from provider: Provider,
        hasDelivered: Bool = false,
        underlying: (any Error)? = nil
    ) {
        // Redaction comes before cutting, or half a key could be left; and after joining lines, which could split one.
        let redaction = Redaction(keys: provider.secrets)
        let clean = { (text: ByteString) in
            let line = text.prefix(bytes: Self.inputLimit).singleLine(limit: Self.inputLimit)
            return ByteString(redaction.redact(line)).singleLine(limit: Self.messageLimit)
        }
        let message = (fault.report?.message ?? "").prefix(bytes: Self.inputLimit)
        let report = clean(message)
        let isQuota = fault.isQuota
        let cause = clean(ByteString(fault.cause(for: provider)))
        self.init(
            provider: provider.name,
            kind: fault.kind,
            message: "The provider \(provider.name) \(cause)" + (report.isEmpty ? "" : ": \(report)"),
            // Waiting does not fill an account: only what the provider says in so many words is passed on.
            retryAfter: fault.retryAfter
                ?? (isQuota ? nil : RetryAfter.seconds(inMessage: message)),
            isRetriable: fault.isRetriable && !isQuota && !hasDelivered,
            finishReason: fault.finishReason,
            usage: fault.usage,
            underlying: underlying
        )
        self.isQuota = isQuota
        // A number says no more than the status.
        code = fault.report?.code.flatMap { $0.double == nil ? Self.word($0, redaction) : nil }
        parameter = fault.report?.parameter.flatMap { Self.word($0, redaction) }
        document = fault.document.flatMap { Self.document($0, redaction) }
    }

    /// A document with an error object that has a message, without keys; nil for any other one.
    private static func document(_ bytes: [UInt8], _ redaction: Redaction) -> [UInt8]? {
        guard case .string? = (try? JSONValue(parsing: bytes[...]))?["error"]?["message"] else { return nil }
        return Array(redaction.redact("\(ByteString(bytes))").utf8)
    }

    /// The longest word of a provider's that is passed on.
    private static let longestWord = 100

    /// A code or a parameter's name as it came; nil for what is too long, no plain ASCII, or holds a key.
    private static func word(_ text: ByteString, _ redaction: Redaction) -> String? {
        guard !text.isEmpty, text.count <= longestWord, text.bytes.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            return nil
        }
        let shown = "\(text)"
        return redaction.redact(shown) == shown ? shown : nil  // text: plain ASCII
    }
}
