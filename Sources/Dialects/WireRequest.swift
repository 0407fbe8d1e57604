// SPDX-License-Identifier: Apache-2.0

package import Chat
package import HTTPTypes

/// A request in a dialect's words, before it is known whom it goes to.
package struct WireRequest: Sendable {
    /// The method.
    package var method: HTTPRequest.Method
    /// The path behind a provider's base URL, percent-encoded, with a slash at its start.
    ///
    /// A version at its start, as in `/v1/messages`, is left out where the base URL ends with it.
    package var path: String
    /// The header fields that the dialect adds to those of every request.
    package var headerFields: HTTPFields
    /// The JSON that is sent; empty for none.
    package var body: [UInt8]
    /// Whether the answer is to come as a stream.
    package var isStreaming: Bool
    /// The parameters that the dialect has no words for, and that mean nothing to the answer.
    package var leftOut: ChatParameters

    package init(
        method: HTTPRequest.Method = .post,
        path: String,
        headerFields: HTTPFields = [:],
        body: [UInt8] = [],
        isStreaming: Bool = false,
        leftOut: ChatParameters = []
    ) {
        self.method = method
        self.path = path
        self.headerFields = headerFields
        self.body = body
        self.isStreaming = isStreaming
        self.leftOut = leftOut
    }
}
