// SPDX-License-Identifier: Apache-2.0

package import ByteStrings

/// Why a model stopped, in the provider's own words.
package struct FinishDetails: Sendable, Equatable {
    /// What the dialect calls the reason: `finish reason`, `stop reason`, `block reason`.
    package var field: String
    /// The provider's word for it.
    package var word: ByteString
    /// What the provider says to it, as it came; nil for nothing.
    package var message: ByteString?

    package init(field: String, word: ByteString, message: ByteString? = nil) {
        self.field = field
        self.word = word
        self.message = message
    }
}
