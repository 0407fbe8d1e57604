// SPDX-License-Identifier: Apache-2.0

package import ByteStrings

/// What came of a tool's call.
package struct ToolResult: Sendable, Equatable {
    /// The id of the call.
    package var callID: ByteString
    /// Texts and media; nothing else.
    package var parts: [MessagePart]
    /// Whether the tool has failed.
    package var isError: Bool
    /// That everything up to here is worth keeping.
    package var cacheHint: CacheHint?

    package init(callID: ByteString, parts: [MessagePart], isError: Bool = false, cacheHint: CacheHint? = nil) {
        self.callID = callID
        self.parts = parts
        self.isError = isError
        self.cacheHint = cacheHint
    }
}
