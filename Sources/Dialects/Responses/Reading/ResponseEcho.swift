// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import JSONCoding

/// What a response repeats of its request, as JSON.
package struct ResponseEcho: Sendable {
    /// The members in the order of a response object, with what is said of one that the request has not.
    private static let defaults: [(name: String, json: String)] = [
        ("instructions", "null"), ("max_output_tokens", "null"), ("parallel_tool_calls", "true"),
        ("tool_choice", "\"auto\""), ("tools", "[]"), ("temperature", "null"), ("top_p", "null"),
        ("text", #"{"format":{"type":"text"}}"#), ("reasoning", #"{"effort":null,"summary":null}"#),
        ("truncation", "\"disabled\""),
    ]

    /// The members but the metadata.
    let members: [(name: String, json: [UInt8])]
    /// The caller's metadata, an object.
    let metadata: [UInt8]
    /// The same, with the remark that the tokens are not known.
    let metadataWithoutUsage: [UInt8]

    init(_ request: RequestValue) {
        members = Self.defaults.map { ($0.name, Self.text(request[$0.name]) ?? Array($0.json.utf8)) }
        metadata = Self.text(request["metadata"]) ?? Array("{}".utf8)
        let others = request["metadata"].json?.objectValue?.members.filter { $0.key != "usage" } ?? []
        let remarked = JSONObject(others + [.init(key: "usage", value: .string("unknown"))])
        metadataWithoutUsage = Self.text(RequestValue(.object(remarked))) ?? Array("{}".utf8)
    }

    private static func text(_ value: RequestValue) -> [UInt8]? {
        guard let json = value.json else { return nil }
        var writer = JSONWriter()
        json.write(to: &writer)
        return writer.take()
    }
}
