// SPDX-License-Identifier: Apache-2.0

package import ByteStrings
package import Chat
internal import HTTPTypes
internal import JSONCoding

/// The native API of Google's Gemini.
///
/// Source: Gemini API reference, generateContent and streamGenerateContent.
package struct Gemini: Dialect {
    package init() {}

    package var opaqueVendor: Vendor? { .google }

    package var toolNames: ToolNameRule { .gemini }

    package var modelsRequest: WireRequest { WireRequest(method: .get, path: "/models?pageSize=1000") }

    /// Source: Gemini API documentation, image understanding: supported formats, and 20 MB of a request with inline data.
    package var inlineImages: InlineImages? {
        InlineImages(
            types: ["image/png", "image/jpeg", "image/webp", "image/heic", "image/heif"],
            requestSize: 20_000_000
        )
    }

    package func modelNames(in document: [UInt8]) -> [ByteString]? {
        ModelNames.read(document, list: "models", member: "name")?.map { name in
            name.hasPrefix("models/") ? name.dropFirst("models/".utf8.count) : name
        }
    }

    package func decoder(limit: Int) -> any StreamDecoder {
        EventStreamDecoder(GeminiStream(), maximumEventSize: limit)
    }

    package func decode(
        document body: ArraySlice<UInt8>,
        emit: (ChatEvent) throws(ProviderFault) -> Void
    ) throws(ProviderFault) {
        var chunk = GeminiChunk()
        do {
            try chunk.read(body, readsStart: true)
        } catch {
            throw ProviderFault(notAnAnswer: body, error)
        }
        var answer = GeminiStream()
        _ = try answer.note(chunk, from: body)
        guard chunk.isAnswer else { throw ProviderFault(unrelated: body) }
        try answer.emit(document: chunk, emit)
    }
}
