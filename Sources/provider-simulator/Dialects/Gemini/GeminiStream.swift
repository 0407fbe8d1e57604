// SPDX-License-Identifier: Apache-2.0

/// A stream of `streamGenerateContent`: server-sent events, or the elements of one array.
struct GeminiStream: StreamFormat {
    private let behaviour: Behaviour
    private let usage: UsageCounts
    private let form: GeminiForm
    private let framing: EventFraming
    private let dialect: GeminiDialect

    init(content: AnswerContent, dialect: GeminiDialect) {
        behaviour = content.behaviour
        usage = content.usage
        form = GeminiForm(content: content)
        framing = EventFraming(behaviour: content.behaviour)
        self.dialect = dialect
    }

    private var isArray: Bool {
        !dialect.target.hasEvents
    }

    var contentType: String {
        isArray ? "application/json; charset=UTF-8" : "text/event-stream"
    }

    var lead: [String] {
        isArray ? ["["] : []
    }

    func reasoningEvent(_ index: Int) -> String {
        let part = #"{"text":"\#(AnswerContent.reasoning(index))","thought":true}"#
        return event(form.answer(parts: part, finish: nil, usage: counts(completion: index + 1)))
    }

    var textOpening: String {
        (isArray ? "" : framing.before) + form.opening + #"{"text":""#
    }

    var partSeparator: String? {
        #""},{"text":""#
    }

    var textClosing: String? {
        counts(completion: 0) == nil ? #""}"# + form.closing(finish: nil, usage: nil) + after(isLast: false) : nil
    }

    func textClosing(completion: Int) -> String {
        #""}"# + form.closing(finish: nil, usage: counts(completion: completion)) + after(isLast: false)
    }

    var lastTextClosing: String? {
        guard behaviour.finishPlace == .last, let finish = form.finish else { return nil }
        return #""}"# + form.closing(finish: finish, usage: form.finalUsage)
            + after(isLast: !behaviour.finishesTwice)
    }

    func finishEvents(isCarried: Bool) -> [String] {
        let part = behaviour.finishPlace == .signature ? #"{"thoughtSignature":"c2ltdWxhdGVk"}"# : #"{"text":""}"#
        let answer = form.blocked ?? form.answer(parts: part, finish: form.finish, usage: form.finalUsage)
        let count = (isCarried ? 0 : 1) + (behaviour.finishesTwice ? 1 : 0)
        // An array needs a last element that no comma follows.
        guard form.finish != nil || form.blocked != nil || isArray else { return [] }
        return (0..<count).map { frame(answer, isLast: $0 == count - 1) }
    }

    var endEvents: [String] {
        isArray ? ["]"] : []
    }

    func event(_ data: String) -> String {
        frame(data, isLast: false)
    }

    func failureEvents(_ error: SimulatedError) -> [String] {
        [frame(dialect.envelope(error), isLast: true)] + endEvents
    }

    private func frame(_ data: String, isLast: Bool) -> String {
        (isArray ? "" : framing.before) + data + after(isLast: isLast)
    }

    private func after(isLast: Bool) -> String {
        guard isArray else { return framing.after }
        return isLast ? "\r\n" : ",\r\n"
    }

    /// The counts in an event after which that many pieces have been sent; nil when it has none.
    private func counts(completion: Int) -> UsageCounts? {
        behaviour.usage == .off || behaviour.usage == .finish ? nil : usage.upTo(completion)
    }
}
