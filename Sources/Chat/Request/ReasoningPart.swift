// SPDX-License-Identifier: Apache-2.0

/// What a model has thought, in a message of its own.
package struct ReasoningPart: Sendable, Equatable {
    /// The thoughts, valid UTF-8; empty where the provider keeps them to itself.
    package var text: ArraySlice<UInt8>
    /// The signature, or the thoughts in a form that only their provider reads.
    package var opaque: OpaqueValue?
    /// Whether the provider holds the text back, so that the opaque value is all there is.
    package var isRedacted: Bool

    package init(_ text: ArraySlice<UInt8>, opaque: OpaqueValue? = nil, isRedacted: Bool = false) {
        self.text = text
        self.opaque = opaque
        self.isRedacted = isRedacted
    }
}
