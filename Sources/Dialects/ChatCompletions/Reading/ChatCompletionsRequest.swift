// SPDX-License-Identifier: Apache-2.0

package import ByteStrings
package import Chat
internal import JSONCoding

/// A request for a chat completion, as OpenAI's clients send it.
///
/// Source: OpenAI API reference, create a chat completion.
package struct ChatCompletionsRequest: Sendable {
    /// The model as the caller names it.
    package var model: ByteString
    /// What is asked; its model is the caller's name for it.
    package var chat: ChatRequest
    /// Whether the answer is to come as a stream.
    package var isStreaming: Bool
    /// Whether a stream is to end with its usage.
    package var includesUsage: Bool
    /// The names of members that mean nothing to an answer here, and were left out.
    package var ignored: [String]

    /// Reads a request.
    ///
    /// - Parameter body: JSON, which should be UTF-8.
    /// - Throws: ``InvalidRequest``, or `JSONError` when the body is no JSON.
    package init(_ body: ArraySlice<UInt8>) throws {
        let request = RequestValue(try JSONValue(parsing: body))
        try request.requireObject()
        model = try request["model"].requiredText()
        isStreaming = try request["stream"].flag() ?? false
        includesUsage = try request["stream_options"]["include_usage"].flag() ?? false
        chat = ChatRequest(model: model, messages: try ChatCompletionsMessageReader.messages(of: request))
        try Self.readParameters(of: request, into: &chat)
        try Self.readTools(of: request, into: &chat)
        ignored = try Self.checkOthers(of: request)
    }
}
