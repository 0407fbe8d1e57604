// SPDX-License-Identifier: Apache-2.0

package import Chat
package import Upstream

/// A dialect of the language models' APIs: how a chat is asked, and how its answer reads.
///
/// Pure translation, no I/O.
package protocol WireFormat: Sendable {
    /// Makes the request of a chat.
    ///
    /// - Parameters:
    ///   - chat: The chat.
    ///   - provider: Where it goes, and with which key.
    ///   - streaming: Whether the answer is to come as a stream.
    ///   - adaptation: How the request differs from what the dialect would send.
    /// - Returns: The request with the provider's key.
    func request(
        for chat: ChatRequest,
        to provider: Provider,
        streaming: Bool,
        adaptation: RequestAdaptation
    ) -> UpstreamRequest

    /// Makes the request for the list of a provider's models, with the provider's key.
    func modelsRequest(to provider: Provider) -> UpstreamRequest

    /// Makes a decoder of one streamed answer, of which an event may take `maximumEventSize` bytes.
    func streamDecoder(maximumEventSize: Int) -> any StreamDecoder

    /// Decodes the body of a response with a status of success that is one document.
    ///
    /// - Throws: ``ProviderFault`` when it is an error, holds no text, or is no answer.
    func answer(from body: [UInt8]) throws(ProviderFault) -> ChatAnswer

    /// Decodes a response with an error's status; never fails, whatever the body is.
    ///
    /// - Parameters:
    ///   - head: The response's head.
    ///   - body: The first bytes of its body, as far as they were read.
    /// - Returns: A fault of the kind ``ProviderError/Kind/status(_:)``.
    func fault(from head: UpstreamResponseHead, body: [UInt8]) -> ProviderFault

    /// Says how a request that was rejected can be changed so that the provider takes it.
    ///
    /// - Parameters:
    ///   - chat: The chat.
    ///   - provider: Who rejected it.
    ///   - streaming: Whether it asked for a stream.
    ///   - current: The adaptation with which it was rejected.
    ///   - fault: What the provider said.
    /// - Returns: The adaptation to try, never the current one; nil when there is nothing to change.
    func adaptation(
        of chat: ChatRequest,
        to provider: Provider,
        streaming: Bool,
        current: RequestAdaptation,
        after fault: ProviderFault
    ) -> RequestAdaptation?

    /// Whether a fault says that the model is being loaded, so that the same request is answered in a while.
    func isLoading(_ fault: ProviderFault) -> Bool
}

extension WireFormat {
    package func modelsRequest(to provider: Provider) -> UpstreamRequest {
        UpstreamRequest(getting: "/models", of: provider)
    }

    package func isLoading(_ fault: ProviderFault) -> Bool { false }

    package func fault(from head: UpstreamResponseHead, body: [UInt8]) -> ProviderFault {
        .status(head.status, ProviderReport(body: body), retryAfter: RetryAfter.seconds(in: head))
    }
}
