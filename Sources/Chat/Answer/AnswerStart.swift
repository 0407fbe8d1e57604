// SPDX-License-Identifier: Apache-2.0

package import ByteStrings

/// What a provider says of an answer before any of it.
package struct AnswerStart: Sendable, Equatable {
    /// The id that the provider has given it; empty for none.
    package var id: ByteString
    /// The model that answers, in the provider's words; empty where it is not said.
    package var model: ByteString
    /// The tokens of what was sent, where they are told early.
    package var promptTokens: Int?

    package init(id: ByteString = "", model: ByteString = "", promptTokens: Int? = nil) {
        self.id = id
        self.model = model
        self.promptTokens = promptTokens
    }
}
