// SPDX-License-Identifier: Apache-2.0

package import ByteStrings

/// What is the same in all of an answer.
package struct ChatCompletionsIdentity: Sendable {
    /// The answer's id.
    package var id: ByteString
    /// When it was made, in seconds since 1970.
    package var created: Int
    /// The model as the caller has named it.
    package var model: ByteString

    package init(id: ByteString = ByteString(RandomID.make("chatcmpl-")), created: Int, model: ByteString) {
        self.id = id
        self.created = created
        self.model = model
    }
}
