// SPDX-License-Identifier: Apache-2.0

package import ByteStrings
internal import JSONCoding

/// What must be known of a request for a response before it is known who answers it.
package struct ResponsesHead: Sendable {
    /// The model as the caller names it.
    package var model: ByteString
    /// Whether the answer is to come as a stream.
    package var isStreaming: Bool

    /// Reads a request, all of which is checked to be JSON in UTF-8.
    ///
    /// - Parameter body: The request.
    /// - Throws: ``InvalidRequest``, or `JSONError` when the body is no JSON.
    package init(_ body: ArraySlice<UInt8>) throws {
        var reader = JSONReader(body, skipping: .validated)
        guard try reader.peekKind() == .object else {
            throw RequestValue(try JSONValue(parsing: body)).failure("an object")
        }
        var members: [(ByteString, JSONValue)] = []
        try reader.beginObject()
        while let key = try reader.nextKey() {
            switch key {
            case "model", "stream": members.append((key.text, try JSONValue(from: &reader)))
            default: try reader.skipValue()
            }
        }
        try reader.finish()
        let request = RequestValue(.object(JSONObject(members.map { .init(key: $0.0, value: $0.1) })))
        model = try request["model"].requiredText()
        isStreaming = try request["stream"].flag() ?? false
    }
}
