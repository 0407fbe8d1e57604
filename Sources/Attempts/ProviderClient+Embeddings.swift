// SPDX-License-Identifier: Apache-2.0

package import ByteStrings
package import Dialects
package import JSONCoding
package import NIOCore
package import Providers
internal import Upstream

extension ProviderClient {
    /// Asks for the vectors of texts, in as many requests as the provider needs.
    ///
    /// - Parameters:
    ///   - request: The texts.
    ///   - model: The name under which the provider knows the model.
    ///   - provider: Who is asked; one that ``Dialect/embedsTexts``.
    ///   - eventLoop: Where the connection lives.
    ///   - observer: Hears of each request.
    /// - Returns: A vector for each text, in their order.
    /// - Throws: ``ProviderError``.
    package func embed(
        _ request: EmbeddingsRequest,
        model: ByteString,
        with provider: Provider,
        on eventLoop: any EventLoop,
        observer: (any AttemptObserver)? = nil
    ) async throws -> [[JSONNumber]] {
        let dialect = provider.dialect
        var vectors: [[JSONNumber]] = []
        var rest = request.texts[...]
        while !rest.isEmpty {
            let texts = rest.prefix(dialect.mostTextsOfEmbedding)
            rest = rest.dropFirst(texts.count)
            let wire = dialect.embed(texts, model: model, dimensions: request.dimensions)
            let document = try await document(wire, from: provider, on: eventLoop, observer)
            guard let found = dialect.vectors(in: document), found.count == texts.count else {
                throw ProviderError(ProviderFault(.invalidResponse, "sent no vectors, or too few"), from: provider)
            }
            vectors += found
        }
        return vectors
    }

    /// Asks for one document.
    private func document(
        _ wire: WireRequest,
        from provider: Provider,
        on eventLoop: any EventLoop,
        _ observer: (any AttemptObserver)?
    ) async throws -> [UInt8] {
        let receiver = DocumentReceiver(limit: limits.answer)
        observer?.attemptBegan()
        defer {
            if let head = receiver.head { observer?.attemptReceived(ProviderHead(head, of: provider)) }
            observer?.attemptEnded(status: receiver.head?.status)
        }
        do {
            var request = provider.request(wire)
            request.timeouts = timeouts
            try await upstream.execute(request, on: eventLoop, receiver: receiver)
        } catch {
            throw ProviderError(ProviderFault(thrown: error), from: provider, underlying: error)
        }
        if let document = receiver.document { return document }
        let fault =
            receiver.fault(provider.dialect) ?? ProviderFault(.invalidResponse, "sent an answer that is too large")
        throw ProviderError(fault, from: provider)
    }
}
