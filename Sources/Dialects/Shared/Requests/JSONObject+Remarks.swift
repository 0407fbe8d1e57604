// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import JSONCoding

extension JSONObject {
    /// The schema with remarks behind its description.
    func adding(_ remarks: [ByteString]) -> JSONObject {
        if remarks.isEmpty { return self }
        var schema = self
        let texts = [schema["description"]?.textValue].compactMap { $0 } + remarks
        schema.members.removeAll { $0.key == "description" }
        schema.append("description", .string(ByteString(Array(texts.map(\.bytes).joined(separator: " ".utf8)))))
        return schema
    }
}

extension JSONObject.Member {
    /// The member as a remark for the model: `minimum: 0`.
    var remark: ByteString {
        var writer = JSONWriter()
        value.write(to: &writer)
        return ByteString(key.bytes + ": ".utf8 + writer.take())
    }
}
