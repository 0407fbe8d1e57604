// SPDX-License-Identifier: Apache-2.0

package import ByteStrings
internal import JSONCoding

/// A request for the vectors of texts, as OpenAI's clients send it.
///
/// Source: OpenAI API reference, create embeddings.
package struct EmbeddingsRequest: Sendable {
    /// The most texts of one request.
    private static let mostTexts = 2_048

    /// The texts, at least one, none of them empty.
    package var texts: [ByteString]
    /// How many numbers a vector is to have; nil where that is left to the model.
    package var dimensions: Int?
    /// Whether the vectors are to come as base64, which the official clients ask for by themselves.
    package var isBase64: Bool

    /// Reads a request.
    ///
    /// - Parameter body: The request.
    /// - Throws: ``InvalidRequest``, or `JSONError` when the body is no JSON.
    package init(_ body: ArraySlice<UInt8>) throws {
        let request = RequestValue(try JSONValue(parsing: body))
        try request.requireObject()
        texts = try Self.texts(request["input"])
        dimensions = try request["dimensions"].integer(in: 1...65_536)
        isBase64 = try request["encoding_format"].word([("float", false), ("base64", true)]) ?? false
    }

    private static func texts(_ input: RequestValue) throws(InvalidRequest) -> [ByteString] {
        if case .string? = input.json { return [try input.requiredText()] }
        guard let elements = try input.elements() else { throw input.failure("a string or an array of strings") }
        guard (1...mostTexts).contains(elements.count) else {
            throw input.failure("an array of 1 to \(mostTexts) strings", .range)
        }
        var texts: [ByteString] = []
        for element in elements {
            if case .string? = element.json {
                texts.append(try element.requiredText())
            } else {
                throw element.unsupported("is no string: this model takes texts and no tokens")
            }
        }
        return texts
    }
}
