// SPDX-License-Identifier: Apache-2.0

package import ByteStrings

/// The members of a JSON object in the order in which they were written, duplicates included.
///
/// Two objects are equal when they have the same members in the same order.
package struct JSONObject: Sendable, Equatable {
    /// A key with its value.
    package struct Member: Sendable, Equatable {
        /// The decoded key.
        package var key: ByteString
        /// The value.
        package var value: JSONValue

        /// Creates a member.
        package init(key: ByteString, value: JSONValue) {
            self.key = key
            self.value = value
        }
    }

    /// The members in order.
    package var members: [Member]

    /// Creates an object.
    package init(_ members: [Member] = []) {
        self.members = members
    }

    /// Adds a member at the end; one with the same key stays, but ``subscript(_:)`` does not find it any more.
    package mutating func append(_ key: ByteString, _ value: JSONValue) {
        members.append(Member(key: key, value: value))
    }

    /// The value of the last member with this key (RFC 8259 section 4 leaves the choice to the receiver).
    package subscript(_ key: String) -> JSONValue? {
        members.last { $0.key.equals(key) }?.value
    }
}
