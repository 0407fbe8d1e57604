// SPDX-License-Identifier: Apache-2.0

package import ByteStrings
package import Chat
internal import HTTPTypes
package import JSONCoding

/// A dialect of the language models' APIs: how a chat is asked, and how its answer reads.
///
/// Pure translation: no key, no URL, no I/O, and no provider.
package protocol Dialect: Sendable {
    /// Makes the request of a chat.
    ///
    /// - Parameters:
    ///   - chat: The chat.
    ///   - traits: What its model takes.
    ///   - streaming: Whether the answer is to come as a stream.
    ///   - adaptation: How the request differs from what the dialect would send.
    /// - Returns: The request.
    /// - Throws: ``Unsupported`` when there are no words for a part of the chat that matters to its answer.
    func encode(
        _ chat: ChatRequest,
        for traits: ModelTraits,
        streaming: Bool,
        adaptation: RequestAdaptation
    ) throws(Unsupported) -> WireRequest

    /// Whose values stand with the calls of an answer, to be given back with them; nil where there are none.
    var opaqueVendor: Vendor? { get }

    /// Which names of tools there may be.
    var toolNames: ToolNameRule { get }

    /// The request for the list of models.
    var modelsRequest: WireRequest { get }

    /// Whether a caller's own request may go on as it is.
    ///
    /// - Parameters:
    ///   - dialect: The dialect that the caller speaks.
    ///   - kind: What is asked for.
    /// - Returns: False where the request has to be translated, or cannot be made.
    func passes(_ dialect: VerbatimRequest.Dialect, _ kind: VerbatimRequest.Kind) -> Bool

    /// What it takes of pictures at URLs, which nobody fetches behind it; nil where the provider fetches them itself.
    var inlineImages: InlineImages? { get }

    /// The names in a list of models; nil when the document is none.
    func modelNames(in document: [UInt8]) -> [ByteString]?

    /// Makes a decoder of one streamed answer.
    ///
    /// - Parameter limit: The bytes that one event may take.
    /// - Returns: The decoder.
    func decoder(limit: Int) -> any StreamDecoder

    /// Makes a decoder of the streamed answer to a request that went on as it was.
    ///
    /// - Parameters:
    ///   - verbatim: The request.
    ///   - limit: The bytes that one event may take.
    /// - Returns: The decoder.
    func decoder(passing verbatim: VerbatimRequest, limit: Int) -> any StreamDecoder

    /// Reads how an answer in one piece has ended that is passed on as it is.
    ///
    /// - Parameters:
    ///   - document: The answer.
    ///   - verbatim: The request.
    /// - Returns: Its end, with the tokens taken.
    /// - Throws: ``ProviderFault`` when it is an error, or no answer.
    func completion(
        ofPassed document: ArraySlice<UInt8>,
        to verbatim: VerbatimRequest
    ) throws(ProviderFault) -> ChatCompletion

    /// Emits the events of a response with a status of success that is one document.
    ///
    /// - Throws: ``ProviderFault`` when it is an error, or no answer; before anything was emitted.
    func decode(document body: ArraySlice<UInt8>, emit: ChatEventHandler) throws(ProviderFault)

    /// Reads the body of a response with an error's status; never fails, whatever the body is.
    ///
    /// - Parameters:
    ///   - status: The status.
    ///   - body: The first bytes of the body, as far as they were read.
    /// - Returns: What the provider says of the error.
    func report(status: Int, body: [UInt8]) -> ProviderReport

    /// Says which parts of a request can be changed when the provider rejects them, see ``Rejection``.
    ///
    /// - Parameters:
    ///   - chat: The chat.
    ///   - traits: What its model takes.
    ///   - streaming: Whether it asks for a stream.
    ///   - adaptation: How the request differs already.
    /// - Returns: What is in that request, and how it can be changed further; never what must be there.
    func sentFields(
        of chat: ChatRequest,
        for traits: ModelTraits,
        streaming: Bool,
        adaptation: RequestAdaptation
    ) -> [SentField]

    /// Whether vectors of texts can be asked for in the neutral way.
    var embedsTexts: Bool { get }

    /// The most texts of one request for vectors.
    var mostTextsOfEmbedding: Int { get }

    /// Makes the request for the vectors of texts.
    ///
    /// - Parameters:
    ///   - texts: The texts.
    ///   - model: The name under which the provider knows the model.
    ///   - dimensions: How many numbers a vector is to have; nil where that is left to the model.
    /// - Returns: The request.
    func embed(_ texts: ArraySlice<ByteString>, model: ByteString, dimensions: Int?) -> WireRequest

    /// The vectors in an answer, their numbers as they are written; nil when there are none.
    func vectors(in document: [UInt8]) -> [[JSONNumber]]?

    /// Whether a fault says that the model is being loaded, so that the same request is answered in a while.
    func isLoading(_ fault: ProviderFault) -> Bool
}

extension Dialect {
    package var opaqueVendor: Vendor? { nil }

    package var toolNames: ToolNameRule { .openAI }

    /// The callers' names of a chat's tools that have another one in a request, by that one.
    package func renamedTools(of chat: ChatRequest) -> [ByteString: ByteString] { toolNames.renamed(chat.tools) }

    package var modelsRequest: WireRequest { WireRequest(method: .get, path: "/models") }

    package func modelNames(in document: [UInt8]) -> [ByteString]? {
        ModelNames.read(document, list: "data", member: "id")
    }

    package func passes(_ dialect: VerbatimRequest.Dialect, _ kind: VerbatimRequest.Kind) -> Bool { false }

    /// The caller's own request, where it goes on as it is.
    package func passed(_ chat: ChatRequest) -> VerbatimRequest? {
        chat.verbatim.flatMap { passes($0.dialect, $0.kind) ? $0 : nil }
    }

    package var inlineImages: InlineImages? { nil }

    package var embedsTexts: Bool { false }

    package var mostTextsOfEmbedding: Int { 1 }

    package func embed(_ texts: ArraySlice<ByteString>, model: ByteString, dimensions: Int?) -> WireRequest {
        WireRequest(path: "/embeddings")
    }

    package func vectors(in document: [UInt8]) -> [[JSONNumber]]? { nil }

    package func completion(
        ofPassed document: ArraySlice<UInt8>,
        to verbatim: VerbatimRequest
    ) throws(ProviderFault) -> ChatCompletion {
        try completion(of: document)
    }

    /// How an answer in one piece has ended, which is read for nothing else.
    func completion(of document: ArraySlice<UInt8>) throws(ProviderFault) -> ChatCompletion {
        var end = ChatCompletion(finishReason: .stop, usage: nil)
        try decode(document: document) { (event) throws(ProviderFault) in
            if case .completed(let completion) = event { end = completion }
        }
        return end
    }

    package func decoder(passing verbatim: VerbatimRequest, limit: Int) -> any StreamDecoder { decoder(limit: limit) }

    package func isLoading(_ fault: ProviderFault) -> Bool { false }

    package func report(status: Int, body: [UInt8]) -> ProviderReport { ProviderReport(body: body) }
}
