// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings

/// Makes ids of tool calls fit for a provider that has not given them.
///
/// The same id always becomes the same one, so that a call and its result still belong together.
enum ToolCallID {
    /// The longest id that all providers take.
    private static let longest = 64

    /// An id as Anthropic takes it: letters, digits, `_` and `-`.
    ///
    /// Source: Claude API reference, messages, `tool_use`.
    static func plain(_ id: ByteString) -> ByteString {
        fitted(id) { $0.isASCIILetter || $0.isASCIIDigit || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "-") }
    }

    /// An id of any characters, of a length that OpenAI takes.
    static func short(_ id: ByteString) -> ByteString {
        fitted(id) { _ in true }
    }

    /// The id itself where it fits; else what fits of it, and a hash of all of it.
    private static func fitted(_ id: ByteString, _ isAllowed: (UInt8) -> Bool) -> ByteString {
        if !id.isEmpty, id.count <= longest, id.bytes.allSatisfy(isAllowed) { return id }
        return id.hashed(longest: longest, isAllowed)
    }
}
