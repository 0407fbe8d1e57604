// SPDX-License-Identifier: Apache-2.0

package import Chat
internal import JSONCoding

/// A request for a response, as OpenAI's clients send it.
///
/// Source: OpenAI API reference, create a model response.
package struct ResponsesRequest: Sendable {
    /// What is asked; its model is the caller's name for it.
    package var chat: ChatRequest
    /// The names of members that mean nothing to an answer here, and were left out.
    package var ignored: [String]
    /// What the response repeats.
    package var echo: ResponseEcho
    /// Whether opaque values of reasoning are to come with the answer.
    package var includesOpaque: Bool

    /// Reads a request.
    ///
    /// - Parameter body: JSON, which should be UTF-8.
    /// - Throws: ``InvalidRequest``, or `JSONError` when the body is no JSON.
    package init(_ body: ArraySlice<UInt8>) throws {
        let request = RequestValue(try JSONValue(parsing: body))
        try request.requireObject()
        ignored = try Self.checkOthers(of: request)
        chat = ChatRequest(
            model: try request["model"].requiredText(),
            messages: try ResponsesItemReader.messages(of: request)
        )
        let include = try Self.include(request["include"])
        includesOpaque = include.opaque
        try Self.readParameters(of: request, hasLogprobs: include.logprobs, into: &chat)
        try ChatCompletionsRequest.readTools(of: request, into: &chat)
        echo = ResponseEcho(request)
    }
}
