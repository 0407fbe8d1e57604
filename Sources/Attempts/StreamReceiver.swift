// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat
internal import Dialects
internal import JSONCoding
internal import NIOCore
internal import Providers
internal import Upstream

/// Decodes a response while it arrives and gives its events to a sink.
///
/// What a response is turns out step by step: by its status, then by its body, because a provider may answer with one
/// document where a stream was asked for, and with a stream where a document was.
///
/// Unchecked, because nothing guards its state: from the call's start to its end it is used on one event loop only, and
/// before and after that by the one function that runs the call.
final class StreamReceiver: UpstreamReceiver, @unchecked Sendable {
    /// What was asked for, and for whom.
    enum Mode {
        /// A stream, which is passed on while it comes.
        case relayed
        /// The answer in one piece, asked for as a stream.
        case collected
        /// The answer in one piece.
        case document
    }

    private enum Phase {
        /// The head, or the first byte of the body that is not blank, has yet to come.
        case undecided
        /// Events are decoded as they come.
        case stream
        /// The body is collected: an error, or an answer in one piece.
        case document
        /// The outcome is known; whatever follows is dropped.
        case over
    }

    private let dialect: any Dialect
    private let limits: ProviderLimits
    private let sink: any ChatEventSink
    private let mode: Mode
    /// The caller's own request, where that went on as it was.
    private let verbatim: VerbatimRequest?
    /// Runs when the answer begins, before the sink hears of it: whoever has the answer may ask again at once.
    private var onAnswer: (() -> Void)?
    /// Hears of the head.
    private var onHead: ((UpstreamResponseHead) -> Void)?
    private var decoder: any StreamDecoder
    private var head = UpstreamResponseHead(status: 0)
    private var phase = Phase.undecided
    private var document: LimitedBody
    /// Whether a part of the answer has come.
    private var hasParts = false
    private var textSize = 0
    /// What the escapes of JSON add to the text, once that is of a size that makes it worth counting.
    private var escapeSize = 0
    private var hasUnflushedEvents = false
    /// How the answer ended, as soon as that is known.
    private(set) var outcome: Result<ChatCompletion, ProviderFault>?

    init(
        dialect: any Dialect,
        passing verbatim: VerbatimRequest? = nil,
        limits: ProviderLimits,
        sink: any ChatEventSink,
        mode: Mode,
        onHead: ((UpstreamResponseHead) -> Void)? = nil,
        onAnswer: (() -> Void)? = nil
    ) {
        self.mode = mode
        self.onHead = onHead
        self.onAnswer = onAnswer
        self.dialect = dialect
        self.limits = limits
        self.sink = sink
        self.verbatim = verbatim
        if let verbatim, mode == .relayed {
            decoder = dialect.decoder(passing: verbatim, limit: limits.event)
        } else {
            decoder = dialect.decoder(limit: limits.event)
        }
        document = LimitedBody(limit: limits.answer)
    }

    /// Whether a caller has a part of the answer.
    private var hasDelivered: Bool { mode == .relayed && hasParts }

    /// The status of the response; 0 until its head has come.
    var status: Int { head.status }

    func receive(head: UpstreamResponseHead) {
        self.head = head
        onHead?(head)
        onHead = nil
        if !head.isSuccess {
            phase = .document
            document = LimitedBody(limit: limits.errorBody)
        } else if let fault = ProviderFault(unreadable: head) {
            end(.failure(fault))
        } else if mode == .document, !isEventStream {
            phase = .document
        }
    }

    func receive(body part: ByteBuffer) {
        let bytes = part.readableBytesView
        if phase == .undecided { decide(by: bytes) }
        switch phase {
        // Blanks before the first event mean nothing to the decoder either.
        case .undecided, .stream: decoder.append(bytes)
        case .document: document.append(bytes)
        case .over: break
        }
    }

    func readComplete() -> UpstreamDemand {
        switch phase {
        case .undecided, .stream: relay()
        case .document: document.isOverLimit ? .stop : .more
        case .over: .stop
        }
    }

    private func decide(by bytes: ByteBufferView) {
        switch bytes.first(where: { !$0.isJSONBlank && !ByteString.byteOrderMark.bytes.contains($0) }) {
        case nil: break
        case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "<"): phase = .document
        default: phase = .stream
        }
    }

    /// Gives the sink all events that are complete.
    private func relay() -> UpstreamDemand {
        do throws(ProviderFault) {
            try decoder.decode { (event) throws(ProviderFault) in try deliver(event) }
        } catch {
            end(.failure(error))
        }
        let written = flush()
        if case .success = outcome { return .complete }
        if phase == .over { return .stop }
        return written.map { .after($0) } ?? .more
    }

    private func flush() -> EventLoopFuture<Void>? {
        guard hasUnflushedEvents else { return nil }
        hasUnflushedEvents = false
        return sink.flush()
    }

    private func deliver(_ event: ChatEvent) throws(ProviderFault) {
        if let onAnswer, !event.isStart {
            self.onAnswer = nil
            onAnswer()
        }
        switch event {
        case .start:
            break
        case .text(let piece), .refusal(let piece), .arguments(let piece):
            try count(piece)
        case .partOpen(.toolCall(let id, let name, _)):
            hasParts = true
            try count(id.bytes)
            try count(name.bytes)
        case .partOpen, .verbatim:
            hasParts = true
        case .reasoning, .opaque, .logprobs, .partClose, .choice:
            break
        case .completed(let completion):
            end(.success(completion))
        }
        hasUnflushedEvents = true
        sink.receive(event)
    }

    /// Counts what is kept of an answer, by what it takes at the most.
    private func count(_ piece: ArraySlice<UInt8>) throws(ProviderFault) {
        textSize += piece.count
        // Escaped, one byte takes six at the most.
        if textSize > limits.answer / 6 { try checkSize(with: piece) }
    }

    /// Checks the size of the text as it is written into a response of JSON.
    private func checkSize(with text: ArraySlice<UInt8>) throws(ProviderFault) {
        escapeSize += JSONWriter.escapeSize(of: text)
        if textSize + escapeSize > limits.answer { throw ProviderFault(tooLarge: limits.answer) }
    }

    private func end(_ outcome: Result<ChatCompletion, ProviderFault>) {
        self.outcome = outcome
        phase = .over
    }

    /// Takes the end of the response, or of what came of it.
    ///
    /// - Parameter error: Why the response is not whole; nil when it is.
    @inline(never)
    func finish(after error: (any Error)?) {
        if phase == .over { return }
        let interruption = error.map(ProviderFault.init(thrown:))
        do throws(ProviderFault) {
            if phase == .document {
                try finishDocument(after: interruption)
            } else {
                try finishStream(after: interruption)
            }
        } catch {
            end(.failure(error))
        }
        _ = flush()
    }

    /// The completion, once ``finish(after:)`` was called.
    ///
    /// - Parameters:
    ///   - provider: Whose response it was.
    ///   - interruption: Why it was not whole; nil when it was.
    /// - Returns: The completion.
    /// - Throws: ``ProviderFault`` when another attempt may be made, ``ProviderError`` when not.
    @inline(never)
    func completion(of provider: Provider, after interruption: (any Error)?) throws -> ChatCompletion {
        switch outcome {
        case .success(let completion): return completion
        case .failure(let fault) where fault.mayBeAdapted && !hasDelivered: throw fault
        case .failure(let fault):
            throw ProviderError(
                fault,
                from: provider,
                hasDelivered: hasDelivered,
                underlying: interruption
            )
        case nil:
            let fault = ProviderFault(.cancelled, "was not heard to the end because the process is ending")
            throw ProviderError(fault, from: provider, underlying: interruption)
        }
    }

    private func finishDocument(after interruption: ProviderFault?) throws(ProviderFault) {
        if let interruption, interruption.kind == .cancelled { throw interruption }
        // The status of an error says enough, even when its body was cut off.
        if !head.isSuccess {
            var fault = ProviderFault(dialect.report(status: status, body: document.bytes), in: head)
            if verbatim != nil, !document.isOverLimit { fault.document = document.bytes }
            throw fault
        }
        if document.isOverLimit { throw ProviderFault(tooLarge: limits.answer) }
        let body = document.bytes[...].withoutByteOrderMark
        if mode == .document, body.isEventStream {
            decoder.append(body)
            try finishStream(after: interruption)
            return
        }
        if let interruption { throw interruption }
        if body.allSatisfy(\.isJSONBlank) { throw ProviderFault(emptyBody: head) }
        if let verbatim, mode != .relayed {
            let completion = try dialect.completion(ofPassed: body, to: verbatim)
            try deliver(.verbatim(body))
            try deliver(.completed(completion))
            return
        }
        // One in the place of a stream has to be read.
        try dialect.decode(document: body) { (event) throws(ProviderFault) in try deliver(event) }
    }

    private func finishStream(after interruption: ProviderFault?) throws(ProviderFault) {
        if let interruption, interruption.kind == .cancelled || head.status == 0 { throw interruption }
        do throws(ProviderFault) {
            try decoder.finish { (event) throws(ProviderFault) in try deliver(event) }
        } catch {
            // An answer that the model had finished is whole, however its connection ended. One that is not whole is
            // not, and then the connection's own fault says more.
            guard error.kind == .truncated else { throw error }
            if let interruption { throw interruption }
            if hasParts || mode == .document || isEventStream || head["content-type"] == nil { throw error }
            throw phase == .undecided ? ProviderFault(emptyBody: head) : .noStream
        }
    }

    /// Whether the head says that the body is a stream.
    private var isEventStream: Bool {
        guard let type = head["content-type"] else { return false }
        return ByteString(type).trimmed.hasPrefixIgnoringCase("text/event-stream")
    }
}

extension ChatEvent {
    /// Whether it proves nothing yet: an error may follow.
    fileprivate var isStart: Bool {
        if case .start = self { true } else { false }
    }
}

extension ProviderFault {
    /// The fault of a response that is neither a stream nor a document.
    fileprivate static let noStream = ProviderFault(.invalidResponse, "sent neither a stream nor an answer")
}
