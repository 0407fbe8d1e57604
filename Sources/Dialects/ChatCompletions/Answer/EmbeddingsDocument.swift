// SPDX-License-Identifier: Apache-2.0

internal import Chat
internal import JSONCoding

/// The vectors of texts, of which only the tokens taken matter here.
///
/// Source: OpenAI API reference, embeddings.
package enum EmbeddingsDocument {
    /// The tokens taken.
    ///
    /// - Throws: ``ProviderFault`` when it is an error, or holds no vectors.
    static func completion(_ document: ArraySlice<UInt8>) throws(ProviderFault) -> ChatCompletion {
        var counts = TokenCounts()
        var hasData = false
        do {
            var reader = JSONReader(document, skipping: .structural)
            try reader.beginObject()
            while let key = try reader.nextKey() {
                switch key {
                case "data":
                    hasData = try reader.peekKind() == .array
                    try reader.skipValue()
                case "usage": counts = try reader.readTokenCounts() ?? counts
                default: try reader.skipValue()
                }
            }
            try reader.finish()
        } catch {
            throw ProviderFault(notAnAnswer: document, error)
        }
        guard hasData else { throw ProviderFault(unrelated: document) }
        // No token is written.
        counts.completion = counts.completion ?? (counts.prompt == nil ? nil : 0)
        return ChatCompletion(finishReason: .stop, usage: counts.usage)
    }
}
