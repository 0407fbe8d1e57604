// SPDX-License-Identifier: Apache-2.0

internal import JSONCoding

extension JSONWriter {
    /// Writes the schema of a string that is one of the given words, in Google's spelling of the type or JSON Schema's.
    ///
    /// Beyond `enumLimit` words it takes any string. The limit is 250 where a provider's own is not known: Anthropic's
    /// grammar becomes too large at a place that it does not tell.
    mutating func schema(ofString type: String, oneOf values: [String], enumLimit: Int = 250) {
        beginObject()
        key("type")
        string(type)
        if values.count <= enumLimit {
            key("enum")
            array(of: values)
        }
        endObject()
    }

    /// Writes the JSON schema of an object with one member, whose value is one of the given words.
    ///
    /// Every member is required and no other allowed, as OpenAI and Anthropic want it.
    mutating func schema(ofChoice member: String, _ values: [String], enumLimit: Int = 250) {
        beginObject()
        key("type")
        string("object")
        key("properties")
        beginObject()
        key(member)
        schema(ofString: "string", oneOf: values, enumLimit: enumLimit)
        endObject()
        key("required")
        array(of: [member])
        key("additionalProperties")
        bool(false)
        endObject()
    }

    /// Writes an array of strings.
    mutating func array(of strings: [String]) {
        beginArray()
        for string in strings { self.string(string) }
        endArray()
    }
}
