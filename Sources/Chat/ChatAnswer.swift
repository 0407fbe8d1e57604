// SPDX-License-Identifier: Apache-2.0

/// A whole answer.
package struct ChatAnswer: Sendable, Equatable {
    /// The text, valid UTF-8, never empty.
    package var text: ArraySlice<UInt8>
    /// How it ended.
    package var completion: ChatCompletion

    /// Makes an answer.
    package init(text: ArraySlice<UInt8>, completion: ChatCompletion) {
        self.text = text
        self.completion = completion
    }
}
