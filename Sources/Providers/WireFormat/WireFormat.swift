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

    /// Makes a decoder of one streamed answer.
    ///
    /// - Parameters:
    ///   - maximumEventSize: The bytes that one event may take.
    ///   - keepsReasoning: Whether the fault of an answer without text brings what the model thought.
    /// - Returns: The decoder.
    func streamDecoder(maximumEventSize: Int, keepsReasoning: Bool) -> any StreamDecoder

    /// Decodes the body of a response with a status of success that is one document.
    ///
    /// - Throws: ``ProviderFault`` when it is an error, holds no text, or is no answer.
    func answer(from body: ArraySlice<UInt8>) throws(ProviderFault) -> ChatAnswer

    /// Decodes a response with an error's status; never fails, whatever the body is.
    ///
    /// - Parameters:
    ///   - head: The response's head.
    ///   - body: The first bytes of its body, as far as they were read.
    /// - Returns: A fault of the kind ``ProviderError/Kind/status(_:)``.
    func fault(from head: UpstreamResponseHead, body: [UInt8]) -> ProviderFault

    /// Says which parts of a request can be changed when the provider rejects them, see ``Rejection``.
    ///
    /// - Parameters:
    ///   - chat: The chat.
    ///   - streaming: Whether it asks for a stream.
    ///   - adaptation: How the request differs already.
    /// - Returns: What is in that request, and how it can be changed further; never what must be there.
    func sentFields(of chat: ChatRequest, streaming: Bool, adaptation: RequestAdaptation) -> [SentField]

    /// Whether a fault says that the model is being loaded, so that the same request is answered in a while.
    func isLoading(_ fault: ProviderFault) -> Bool
}

extension WireFormat {
    package func modelsRequest(to provider: Provider) -> UpstreamRequest {
        UpstreamRequest(getting: "/models", of: provider)
    }

    package func isLoading(_ fault: ProviderFault) -> Bool { false }

    package func fault(from head: UpstreamResponseHead, body: [UInt8]) -> ProviderFault {
        ProviderFault(ProviderReport(body: body), in: head)
    }
}
