// SPDX-License-Identifier: Apache-2.0

package import ByteStrings
internal import FoundationEssentials
package import JSONCoding

extension EmbeddingsDocument {
    /// The vectors of texts, in their order.
    ///
    /// - Parameters:
    ///   - vectors: The vectors, their numbers as the provider wrote them.
    ///   - model: The model as the caller named it.
    ///   - inBase64: Whether a vector is written as the base64 of its numbers: 32 bits each, the lowest byte first.
    /// - Returns: The document; Gemini counts no tokens, which are zero then.
    package static func document(
        _ vectors: [[JSONNumber]],
        of model: ByteString,
        inBase64: Bool
    ) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("object")
        writer.string("list")
        writer.key("data")
        writer.beginArray()
        for (index, vector) in vectors.enumerated() {
            writer.beginObject()
            writer.key("object")
            writer.string("embedding")
            writer.member("index", index)
            writer.key("embedding")
            if inBase64 { writer.string(base64(vector)) } else { write(vector, to: &writer) }
            writer.endObject()
        }
        writer.endArray()
        writer.member("model", model)
        writer.key("usage")
        writer.beginObject()
        writer.member("prompt_tokens", 0)
        writer.member("total_tokens", 0)
        writer.endObject()
        writer.endObject()
        return writer.take()
    }

    private static func write(_ vector: [JSONNumber], to writer: inout JSONWriter) {
        writer.beginArray()
        for number in vector { writer.raw(number.literal) }
        writer.endArray()
    }

    private static func base64(_ vector: [JSONNumber]) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(vector.count * 4)
        for number in vector {
            let bits = Float(number.double ?? 0).bitPattern
            for shift in [0, 8, 16, 24] { bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(shift))) }
        }
        return Data(bytes).base64EncodedString()
    }
}
