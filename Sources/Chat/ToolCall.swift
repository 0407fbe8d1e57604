// SPDX-License-Identifier: Apache-2.0

package import ByteStrings

/// A tool that the model wants to be called.
package struct ToolCall: Sendable, Equatable {
    /// The id that the tool's result is to bear; empty where the provider gives none.
    package var id: ByteString
    /// The tool's name.
    package var name: ByteString
    /// The arguments, a JSON text as the model wrote it; empty for none.
    package var arguments: [UInt8]

    package init(id: ByteString, name: ByteString, arguments: [UInt8] = []) {
        self.id = id
        self.name = name
        self.arguments = arguments
    }
}
