// SPDX-License-Identifier: Apache-2.0

import NIOCore

/// One valid chat request together with the behaviour that its model name asks for.
struct Call {
    /// The largest plain answer in bytes of text; streams have no limit.
    private static let plainLimit = 256 << 20

    var behaviour: Behaviour
    let request: IncomingRequest
    let chat: ChatRequest
    let identity: AnswerIdentity

    /// The 401 that the `key=` option asks for, if the request does not carry that key.
    var keyRefusal: Answer? {
        guard let key = behaviour.key, request.bearerKey != key else { return nil }
        return error(.invalidKey(request.bearerKey))
    }

    /// An error answer with the message, type, code and form that the model name asks for.
    func error(_ error: SimulatedError) -> Answer {
        .error(adapted(error), form: behaviour.errorForm)
    }

    private func adapted(_ error: SimulatedError) -> SimulatedError {
        var error = error.adapted(to: behaviour)
        if behaviour.echoesKey, let key = request.bearerKey {
            error.message += " (key: \(key))"
        }
        return error
    }

    /// The answer to a request that is not refused.
    func answer() -> Answer {
        switch behaviour.fault?.kind {
        case .html:
            let page = ErrorBody.page(title: "Welcome", message: "This is not the API that you are looking for.")
            let head = ResponseHead(status: 200, contentType: "text/html; charset=utf-8")
            return Answer(head: head, body: .bytes(ByteBuffer(string: page)))
        case .errorBody:
            return errorBody()
        case let kind? where kind.isErrorInStream && !chat.isStream:
            return errorBody()
        case .notSSE:
            return completion(isStream: false)
        default:
            return completion(isStream: chat.isStream)
        }
    }

    /// Adds what the model name says about every answer: pace, framing and header fields.
    func dress(_ answer: inout Answer) {
        answer.pacing = Pacing(
            delay: .milliseconds(Int64(behaviour.delay)),
            interval: .milliseconds(Int64(behaviour.interval)),
            batch: behaviour.batch,
            split: behaviour.split,
            hasSlowHead: behaviour.fault?.kind == .slowHeaders
        )
        answer.transfer = behaviour.transfer
        guard var head = answer.head else { return }
        if let contentType = behaviour.contentType {
            head.fields.removeAll { $0.name == "content-type" }
            head.fields.append(("content-type", contentType))
        }
        if let retryAfter = behaviour.retryAfter {
            head.fields.append(("retry-after", retryAfter))
        }
        if let retryAfterMilliseconds = behaviour.retryAfterMilliseconds {
            head.fields.append(("retry-after-ms", retryAfterMilliseconds))
        }
        answer.head = head
    }

    private func errorBody() -> Answer {
        var answer = error(.failedWhileProcessing)
        answer.head?.status = 200
        return answer
    }

    private func completion(isStream: Bool) -> Answer {
        var behaviour = behaviour
        let kind = behaviour.fault?.kind
        if kind == .empty || kind == .emptyLength {
            behaviour.text = .words
            behaviour.chunks = 0
            behaviour.finish = kind == .empty ? .stop : .length
        }
        let isRefusal = kind == .refusal
        if isRefusal {
            behaviour.finish = .stop
        }
        let text = isRefusal ? TextSource(pieces: TextCorpus.refusal) : usualText(behaviour)
        let usage = UsageCounts(
            prompt: chat.promptWords,
            completion: behaviour.reasoning + text.count,
            reasoning: behaviour.reasoning,
            asFloat: behaviour.usage == .float
        )
        guard isStream else {
            guard text.count * max(behaviour.size ?? 1, 1) <= Self.plainLimit else {
                return error(.invalid("The plain answer would be larger than 256 MiB.", param: "model", code: nil))
            }
            return PlainComposer(
                behaviour: behaviour,
                identity: identity,
                usage: usage,
                text: text,
                isRefusal: isRefusal
            ).answer()
        }
        let includesUsage = chat.streamOptions?.includeUsage ?? false
        let template = ChunkTemplate(
            behaviour: behaviour,
            identity: identity,
            usage: usage,
            includesUsage: includesUsage
        )
        let deltas = DeltaWriter(behaviour: behaviour, template: template, text: text, isRefusal: isRefusal)
        return StreamComposer(
            behaviour: behaviour,
            template: template,
            deltas: deltas,
            error: adapted(.failedWhileProcessing)
        ).answer()
    }

    private func usualText(_ behaviour: Behaviour) -> TextSource {
        var messages = ""
        if behaviour.text == .messages {
            var scanner = JSONMemberScanner(Array(request.body.readableBytesView))
            messages = scanner.value(of: "messages") ?? ""
        }
        return TextSource(behaviour: behaviour, userText: chat.lastUserText, messages: messages)
    }
}
