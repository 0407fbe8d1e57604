// SPDX-License-Identifier: Apache-2.0

internal import JSONCoding

extension JSONWriter {
    /// The most values of an enum that are sent; the schema of a longer one takes any string.
    ///
    /// Beyond that OpenAI limits their characters too, and Anthropic's grammar becomes too large at a place that it does
    /// not tell.
    private static let enumLimit = 250

    /// Writes the schema of a string that is one of the given words, in Google's spelling of the type or JSON Schema's.
    mutating func schema(ofString type: String, oneOf values: [String]) {
        beginObject()
        key("type")
        string(type)
        if values.count <= Self.enumLimit {
            key("enum")
            array(of: values)
        }
        endObject()
    }

    /// Writes the JSON schema of an object with one member, whose value is one of the given words.
    ///
    /// Every member is required and no other allowed, as OpenAI and Anthropic want it.
    mutating func schema(ofChoice member: String, _ values: [String]) {
        beginObject()
        key("type")
        string("object")
        key("properties")
        beginObject()
        key(member)
        schema(ofString: "string", oneOf: values)
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
