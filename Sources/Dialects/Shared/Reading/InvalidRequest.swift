// SPDX-License-Identifier: Apache-2.0

/// What is wrong with a request, before anybody is asked.
package struct InvalidRequest: Error, Sendable, Equatable {
    /// What kind of fault it is.
    package enum Kind: Sendable, Equatable {
        /// A value must be there and is not.
        case missing
        /// A value is of another kind.
        case type
        /// A value is none of those that there are.
        case value
        /// A value is outside of its range, or there are too few or too many.
        case range
        /// What is asked for is known, and not offered.
        case unsupported
        /// The member is not offered, whatever its value.
        case unsupportedMember
    }

    package var kind: Kind
    /// Where it stands.
    package var path: FieldPath
    /// What was expected and what came, a sentence that begins with the place.
    package var message: String

    package init(_ kind: Kind, _ path: FieldPath, _ message: String) {
        self.kind = kind
        self.path = path
        self.message = message
    }
}
