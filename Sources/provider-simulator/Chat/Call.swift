// SPDX-License-Identifier: Apache-2.0

import NIOCore

/// One valid chat request together with the behaviour that its model name asks for.
struct Call {
    /// The largest plain answer in bytes of text; streams have no limit.
    private static let plainLimit = 256 << 20

    var behaviour: Behaviour
    let dialect: any Dialect
    let request: IncomingRequest
    let chat: any ChatRequest
    let identity: AnswerIdentity
    let log: RequestLog

    /// The 401 that the `key=` option asks for, if the request does not carry that key.
    var keyRefusal: Answer? {
        let key = dialect.key(of: request)
        guard let expected = behaviour.key, key != expected else { return nil }
        return error(dialect.invalidKey(key))
    }

    /// An error answer with the message, type, code and form that the model name asks for.
    func error(_ error: SimulatedError) -> Answer {
        .error(adapted(error), dialect: dialect, form: behaviour.errorForm)
    }

    private func adapted(_ error: SimulatedError) -> SimulatedError {
        var error = dialect.native(error).adapted(to: behaviour)
        if behaviour.echoesKey, let key = dialect.key(of: request) {
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
        var answer = error(dialect.failure)
        answer.head?.status = 200
        return answer
    }

    private func completion(isStream: Bool) -> Answer {
        let behaviour = effectiveBehaviour
        let isRefusal = behaviour.fault?.kind == .refusal
        let text: TextSource =
            if isRefusal {
                TextSource(pieces: dialect.refusesInWords ? TextCorpus.refusal : [])
            } else {
                behaviour.fault?.kind.leavesNoText == true ? TextSource(pieces: []) : usualText
            }
        guard isStream || text.count * max(behaviour.size ?? 1, 1) <= Self.plainLimit else {
            return error(dialect.invalidModel("The plain answer would be larger than 256 MiB.", isMissing: false))
        }
        let content = AnswerContent(
            behaviour: behaviour,
            identity: identity,
            usage: UsageCounts(
                prompt: chat.promptWords,
                completion: behaviour.reasoning + text.count,
                reasoning: behaviour.reasoning,
                cached: min(behaviour.cached, chat.promptWords),
                form: behaviour.usage
            ),
            text: text,
            isRefusal: isRefusal,
            includesUsage: chat.includesUsage
        )
        guard isStream else {
            return PlainComposer(behaviour: behaviour, body: dialect.plainAnswer(content)).answer()
        }
        let format = dialect.stream(content)
        return StreamComposer(
            behaviour: behaviour,
            format: format,
            deltas: DeltaWriter(content: content, format: format),
            error: adapted(dialect.failure)
        ).answer()
    }

    /// The behaviour with what the request and the fault change in it.
    private var effectiveBehaviour: Behaviour {
        var behaviour = chat.adjusted(behaviour)
        switch behaviour.fault?.kind {
        case .empty, .refusal: behaviour.finish = .stop
        case .emptyLength: behaviour.finish = .length
        case .noParts where behaviour.finish == .stop: behaviour.finish = .length
        case .blockedPrompt, .emptyContent, .noContent:
            behaviour.finish = behaviour.finish == .stop ? .contentFilter : behaviour.finish
        default: break
        }
        return behaviour
    }

    private var usualText: TextSource {
        if !behaviour.answers.isEmpty {
            let number = log.countAnswer(model: behaviour.model)
            return TextSource(behaviour.answers[min(number, behaviour.answers.count) - 1], behaviour: behaviour)
        }
        if behaviour.text == nil, behaviour.chunks > 0, let constraint = chat.constraint {
            return TextSource(constraint.sample(choose: behaviour.choose), behaviour: behaviour)
        }
        return TextSource(behaviour.text ?? .words, behaviour: behaviour, userText: chat.lastUserText)
    }
}
