// SPDX-License-Identifier: Apache-2.0

package import Chat
internal import JSONCoding

/// A request for a message, as Anthropic's clients send it.
///
/// Source: Claude API reference, create a message.
package struct AnthropicRequest: Sendable {
    /// What is asked; its model is the caller's name for it.
    package var chat: ChatRequest
    /// The names of members that mean nothing to an answer here, and were left out.
    package var ignored: [String]

    /// Reads a request.
    ///
    /// - Parameters:
    ///   - body: JSON, which should be UTF-8.
    ///   - countsTokens: Whether the tokens are to be counted and no answer is wanted: it has no limit then.
    /// - Throws: ``InvalidRequest``, or `JSONError` when the body is no JSON.
    package init(_ body: ArraySlice<UInt8>, countsTokens: Bool = false) throws {
        let request = RequestValue(try JSONValue(parsing: body))
        try request.requireObject()
        var reader = AnthropicMessageReader()
        let instructions = try reader.instructions(request["system"])
        chat = ChatRequest(
            model: try request["model"].requiredText(),
            messages: instructions + (try reader.messages(request["messages"]))
        )
        try Self.readParameters(of: request, needsLimit: !countsTokens, into: &chat)
        try Self.readTools(of: request, into: &chat, &reader.ignored)
        ignored = reader.ignored.sorted() + (try Self.checkOthers(of: request))
    }
}
