// SPDX-License-Identifier: Apache-2.0

internal import JSONCoding

extension JSONWriter {
    /// The most values of an enum that are sent; the schema of a longer one takes any string.
    ///
    /// Beyond that OpenAI limits their characters too, and Anthropic's grammar becomes too large at a place that it does
    /// not tell.
    private static let enumLimit = 250

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
        beginObject()
        key("type")
        string("string")
        if values.count <= Self.enumLimit {
            key("enum")
            array(of: values)
        }
        endObject()
        endObject()
        key("required")
        array(of: [member])
        key("additionalProperties")
        bool(false)
        endObject()
    }

    private mutating func array(of strings: [String]) {
        beginArray()
        for string in strings { self.string(string) }
        endArray()
    }
}
