// SPDX-License-Identifier: Apache-2.0

package import ByteStrings
internal import JSONCoding

/// What must be known of a request for a message before it is known who answers it.
///
/// All of the body is checked to be JSON in UTF-8, and nothing else of it: Anthropic says better what is wrong with the rest, and
/// knows members that are newer than this gateway.
package struct AnthropicHead: Sendable {
    /// The model as the caller names it.
    package var model: ByteString
    /// Whether the answer is to come as a stream.
    package var isStreaming: Bool

    /// Reads a request.
    ///
    /// - Parameter body: The request.
    /// - Throws: ``InvalidRequest``, or `JSONError` when the body is no JSON.
    package init(_ body: ArraySlice<UInt8>) throws {
        let request = try RequestValue.members(["model", "stream"], of: body)
        model = try request["model"].requiredText()
        isStreaming = try request["stream"].flag() ?? false
    }
}
