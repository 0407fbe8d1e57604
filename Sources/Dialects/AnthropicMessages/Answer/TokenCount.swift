// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat
internal import JSONCoding

/// How many tokens a conversation takes, as Anthropic's API tells it.
///
/// Source: Claude API reference, count tokens in a message.
package enum TokenCount {
    /// The document that tells a number.
    package static func document(_ tokens: Int) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.member("input_tokens", tokens)
        writer.endObject()
        return writer.take()
    }

    /// Checks a document that is passed on; no tokens were taken for it.
    static func completion(_ document: ArraySlice<UInt8>) throws(ProviderFault) -> ChatCompletion {
        guard let value = try? JSONValue(parsing: document), case .number? = value["input_tokens"] else {
            if let report = ProviderReport(document: document) { throw .reported(report) }
            throw ProviderFault(unrelated: document)
        }
        return ChatCompletion(finishReason: .stop, usage: nil)
    }
}
