// SPDX-License-Identifier: Apache-2.0

package import Chat

/// Puts the events of an answer together as one response.
///
/// The items are made where those of a stream are made, so both are the same.
/// Source: OpenAI API reference, the response object.
package struct ResponsesDocumentWriter: Sendable {
    private var stream: ResponsesStreamWriter
    /// The stream's bytes of one event, which nobody reads.
    private var unread: [UInt8] = []

    /// - Parameter identity: What is the same in all of the response.
    package init(_ identity: ResponsesIdentity) {
        stream = ResponsesStreamWriter(identity)
    }

    /// Takes an event.
    package mutating func append(_ event: ChatEvent) {
        stream.append(event, to: &unread)
        unread.removeAll(keepingCapacity: true)
    }

    /// The response, once the answer has ended.
    ///
    /// - Parameters:
    ///   - completion: How it ended.
    ///   - completedAt: When, in seconds since 1970.
    /// - Returns: The response object.
    package mutating func document(_ completion: ChatCompletion, completedAt: Int?) -> [UInt8] {
        stream.completedAt = completedAt
        append(.completed(completion))
        return stream.document(completion)
    }
}
