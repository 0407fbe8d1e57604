// SPDX-License-Identifier: Apache-2.0

/// One message of a conversation.
package struct ChatMessage: Sendable, Equatable {
    /// Who speaks.
    package enum Role: String, Sendable {
        /// Instructions that stand above the conversation.
        case system
        /// The caller's text.
        case user
        /// The model's text.
        case assistant
    }

    /// Who speaks.
    package var role: Role
    /// The text as UTF-8, valid by contract.
    ///
    /// Bytes and not a `String`, because a prompt of a megabyte goes from the caller's body into the provider's
    /// without being looked at.
    package var content: ArraySlice<UInt8>

    /// Makes a message of UTF-8 text.
    package init(role: Role, content: ArraySlice<UInt8>) {
        self.role = role
        self.content = content
    }

    /// Makes a message of a text.
    package init(role: Role, _ text: String) {
        self.init(role: role, content: ArraySlice(text.utf8))
    }
}
