// SPDX-License-Identifier: Apache-2.0

package import Chat
internal import JSONCoding

/// A request for a chat completion, as OpenAI's clients send it.
///
/// Source: OpenAI API reference, create a chat completion.
package struct ChatCompletionsRequest: Sendable {
    /// What is asked; its model is the caller's name for it.
    package var chat: ChatRequest
    /// The names of members that mean nothing to an answer here, and were left out.
    package var ignored: [String]

    /// Reads a request.
    ///
    /// - Parameter body: JSON, which should be UTF-8.
    /// - Throws: ``InvalidRequest``, or `JSONError` when the body is no JSON.
    package init(_ body: ArraySlice<UInt8>) throws {
        let request = RequestValue(try JSONValue(parsing: body))
        try request.requireObject()
        chat = ChatRequest(
            model: try request["model"].requiredText(),
            messages: try ChatCompletionsMessageReader.messages(of: request)
        )
        try Self.readParameters(of: request, into: &chat)
        try Self.readTools(of: request, into: &chat)
        ignored = try Self.checkOthers(of: request)
    }
}
