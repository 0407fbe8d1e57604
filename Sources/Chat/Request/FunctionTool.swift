// SPDX-License-Identifier: Apache-2.0

package import ByteStrings

/// A tool that takes a JSON object.
package struct FunctionTool: Sendable, Equatable {
    /// Its name.
    package var name: ByteString
    /// What it does; empty where nothing is said.
    package var description: ByteString
    /// The JSON Schema of its arguments; nil where it takes none.
    package var schema: ArraySlice<UInt8>?
    /// Whether the arguments must follow the schema.
    package var isStrict: Bool?
    /// That everything up to here is worth keeping.
    package var cacheHint: CacheHint?

    package init(
        name: ByteString,
        description: ByteString = "",
        schema: ArraySlice<UInt8>? = nil,
        isStrict: Bool? = nil,
        cacheHint: CacheHint? = nil
    ) {
        self.name = name
        self.description = description
        self.schema = schema
        self.isStrict = isStrict
        self.cacheHint = cacheHint
    }
}
