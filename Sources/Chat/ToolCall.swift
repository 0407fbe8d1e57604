// SPDX-License-Identifier: Apache-2.0

package import ByteStrings

/// A tool that the model wants to be called.
package struct ToolCall: Sendable, Equatable {
    /// What a tool takes.
    package enum Kind: Sendable {
        /// A JSON object.
        case function
        /// Any text.
        case custom
    }

    /// The id that the tool's result is to bear; empty where the provider gives none.
    package var id: ByteString
    /// The tool's name.
    package var name: ByteString
    /// The arguments, a JSON text as the model wrote it; empty for none.
    ///
    /// Of a custom tool they are the text itself.
    package var arguments: [UInt8]
    /// What the tool takes.
    package var kind: Kind
    /// What its provider wants to have back with it.
    package var opaque: OpaqueValue?

    package init(
        id: ByteString,
        name: ByteString,
        arguments: [UInt8] = [],
        kind: Kind = .function,
        opaque: OpaqueValue? = nil
    ) {
        self.id = id
        self.name = name
        self.arguments = arguments
        self.kind = kind
        self.opaque = opaque
    }
}
