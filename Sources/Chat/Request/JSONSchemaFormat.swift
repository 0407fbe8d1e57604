// SPDX-License-Identifier: Apache-2.0

package import ByteStrings

/// A schema that an answer is to follow.
package struct JSONSchemaFormat: Sendable, Equatable {
    /// Its name; some dialects have no place for it.
    package var name: ByteString
    /// What it is for; empty where nothing is said.
    package var description: ByteString
    /// The JSON Schema.
    package var schema: ArraySlice<UInt8>
    /// Whether the answer must follow it to the letter.
    package var isStrict: Bool?

    package init(name: ByteString, description: ByteString = "", schema: ArraySlice<UInt8>, isStrict: Bool? = nil) {
        self.name = name
        self.description = description
        self.schema = schema
        self.isStrict = isStrict
    }
}
