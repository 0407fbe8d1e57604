// SPDX-License-Identifier: Apache-2.0

package import ByteStrings

/// What a caller has said of its own request beside the body, which goes on with it as it is.
package struct VerbatimMark: Sendable, Equatable {
    /// What it is for.
    package enum Kind: Sendable, CaseIterable {
        /// The names of features that are not in general use yet.
        case betaFeatures
        /// The version of the API that the caller speaks.
        case apiVersion
        /// What tells a request from a repetition of it.
        case idempotencyKey
        /// The caller's own name of the request, which the provider writes down.
        case requestID
    }

    /// What it is for.
    package var kind: Kind
    /// What was said: visible ASCII and blanks.
    package var value: ByteString

    package init(_ kind: Kind, _ value: ByteString) {
        self.kind = kind
        self.value = value
    }
}
