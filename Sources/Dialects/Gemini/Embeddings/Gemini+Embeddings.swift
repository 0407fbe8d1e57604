// SPDX-License-Identifier: Apache-2.0

package import ByteStrings
internal import HTTPTypes
package import JSONCoding

/// Source: Gemini API reference, batchEmbedContents.
extension Gemini {
    package var embedsTexts: Bool { true }

    package var mostTextsOfEmbedding: Int { 100 }

    package func embed(_ texts: ArraySlice<ByteString>, model: ByteString, dimensions: Int?) -> WireRequest {
        let path = Self.path(of: model)
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("requests")
        writer.beginArray()
        for text in texts {
            writer.beginObject()
            writer.key("model")
            writer.string(model.hasPrefix("models/") ? model : ByteString(Array("models/".utf8) + model.bytes))
            writer.key("content")
            writer.beginObject()
            writer.key("parts")
            writer.beginArray()
            GeminiTurns.write(text.bytes, to: &writer)
            writer.endArray()
            writer.endObject()
            writer.member("outputDimensionality", dimensions)
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
        return WireRequest(path: path + ":batchEmbedContents", body: writer.take())
    }

    package func vectors(in document: [UInt8]) -> [[JSONNumber]]? {
        (try? JSONValue(parsing: document[...]))?["embeddings"]?.arrayValue?.map { embedding in
            (embedding["values"]?.arrayValue ?? []).compactMap { value in
                if case .number(let number) = value { number } else { nil }
            }
        }
    }
}
