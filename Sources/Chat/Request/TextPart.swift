// SPDX-License-Identifier: Apache-2.0

/// A text of a message.
package struct TextPart: Sendable, Equatable {
    /// The text as UTF-8, valid by contract.
    ///
    /// Bytes and not a `String`, because a prompt of a megabyte goes from the caller's body into the provider's without being
    /// looked at.
    package var text: ArraySlice<UInt8>
    /// That everything up to here is worth keeping.
    package var cacheHint: CacheHint?

    package init(_ text: ArraySlice<UInt8>, cacheHint: CacheHint? = nil) {
        self.text = text
        self.cacheHint = cacheHint
    }
}
