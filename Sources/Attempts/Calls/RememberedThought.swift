// SPDX-License-Identifier: Apache-2.0

internal import Chat

/// A block of thoughts that stood before a call, byte for byte.
struct RememberedThought: Sendable, Equatable {
    /// The thoughts, with the signature of their provider.
    var part: ReasoningPart
    /// Whether it stood behind a text: else it begins the answer.
    var followsText: Bool
}
