// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat

/// What a provider wants to have back with a tool's call.
struct RememberedCall: Sendable, Equatable {
    /// The tool's name, as the caller has it.
    var name: ByteString
    /// The signature of the call itself.
    var signature: OpaqueValue?
    /// The thoughts between the call before this one and this one.
    var thoughts: [RememberedThought] = []

    /// Whether there is nothing to give back.
    var isEmpty: Bool { signature == nil && thoughts.isEmpty }

    /// The bytes of it.
    var size: Int {
        name.count + (signature?.value.count ?? 0)
            + thoughts.reduce(0) { $0 + $1.part.text.count + ($1.part.opaque?.value.count ?? 0) + 100 }
    }
}
