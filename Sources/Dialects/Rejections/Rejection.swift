// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
package import Chat

/// A provider's error, looked at for the part of the request that it does not take.
///
/// The rule is the same in all dialects and for all words: what the error names, and what was sent, is changed. Which
/// one of several is tried first is decided by the error object's own field for it, then by the names in the message
/// in their order, then by words that are known to mean a part without naming it.
package struct Rejection {
    /// The most of a message that is read, in bytes; what is rejected stands at its start.
    static let limit = 8192

    private let status: Int?
    private let report: ProviderReport
    private let message: SpelledText
    private let parameter: SpelledText?

    /// Looks at a fault of a chat's request; nil when it cannot be about a part of that.
    package init?(_ fault: ProviderFault, of chat: ChatRequest) {
        guard let report = fault.report else { return nil }
        switch fault.kind {
        case .status(let status) where Self.otherStatuses.contains(status): return nil
        case .status(let status): self.status = status
        case .reported: status = nil
        default: return nil
        }
        self.report = report
        let text = QuotedText.masking(report.message.prefix(bytes: Self.limit), of: chat)
        // A code that is a number is the status once more, and no number that is allowed.
        let word = report.code.flatMap { $0.bytes.allSatisfy(\.isASCIIDigit) ? nil : $0 }
        let code = word.map { Array("\n".utf8) + $0.bytes.prefix(200) } ?? []
        message = SpelledText(ByteString(Array(text.bytes) + code))
        parameter = report.parameter.map { SpelledText($0.prefix(bytes: 200)) }
        guard isAboutRequest else { return nil }
    }

    /// Statuses that are never about a part of the request: keys, payment, limits of rates, load.
    private static let otherStatuses: Set<Int> = [401, 402, 403, 407, 408, 429, 529]

    /// Words of types, codes and messages that say that the request is at fault, for statuses that do not.
    private static let requestWords: [ByteString] = [
        "invalid_request", "invalid request", "badrequest", "bad request", "bad_request", "invalid_argument",
        "invalid argument", "invalid_parameter", "unsupported_parameter", "unsupported_value", "unprocessable",
        "invalid_value", "validation",
    ]

    /// Whether the request is at fault.
    ///
    /// Some servers say so with 500, and relays wrap it into statuses of their own.
    private var isAboutRequest: Bool {
        switch status {
        case 400, 422, 500: return true
        default: break
        }
        if report.status == 400 || report.status == 422 { return true }
        let texts = [report.type?.lowercased, report.code?.lowercased, message.text]
        return texts.compactMap(\.self).contains { text in Self.requestWords.contains { text.contains($0) } }
    }

    /// Words of types and codes that say what else an error is about.
    private static let otherWords: [ByteString] = [
        "auth", "api_key", "apikey", "permission", "forbidden", "quota", "billing", "balance", "rate_limit",
        "ratelimit", "content_filter", "content_policy", "safety", "moderation", "model_not_found", "not_found",
        "context_length", "context_size", "overloaded",
    ]

    /// Whether the error's own type or code says that it is about something that no change of a part can help.
    private var isAboutSomethingElse: Bool {
        let words = [report.type?.lowercased, report.code?.lowercased].compactMap(\.self)
        return words.contains { word in Self.otherWords.contains { word.contains($0) } }
    }

    /// Whether prompt and answer together are beyond what the model can read and write.
    private var isAboutContext: Bool {
        message.mentions(
            "context",
            "input token",
            "inputs",
            "input length",
            "prompt token",
            "in the messages",
            "length of the messages",
            "input characters"
        )
    }

    /// Whether the prompt alone is too long already.
    private var isAboutPromptAlone: Bool {
        message.mentions(" 0 in the", " 0 tokens for the", " 0 completion", " 0 output")
    }

    /// How surely a field is meant, the surest first.
    private enum Evidence: Int {
        case parameter, name, hint
    }

    private struct Match {
        let field: SentField
        let evidence: Evidence
        let position: Int
    }

    private func match(_ field: SentField) -> Match? {
        if let code = report.code, field.codes.contains(code) {
            var field = field
            field.steps = field.stepsOfCodes
            return Match(field: field, evidence: .parameter, position: 0)
        }
        if let parameter, parameter.position(of: field.names + field.places) != nil {
            return Match(field: field, evidence: .parameter, position: 0)
        }
        if let position = message.position(of: field.names) ?? position(ofAll: field.pairs) {
            return Match(field: field, evidence: .name, position: position)
        }
        guard let position = message.position(ofWords: field.hints) else { return nil }
        return Match(field: field, evidence: .hint, position: position)
    }

    private func position(ofAll pairs: [[ByteString]]) -> Int? {
        for names in pairs {
            let positions = names.map { message.position(of: [$0]) }
            if positions.allSatisfy({ $0 != nil }) { return positions.compactMap(\.self).min() }
        }
        return nil
    }

    /// Whether a field that was changed is still meant, so that the change has not helped.
    ///
    /// A limit that is within the model's may still be too much for its context.
    package func names(_ field: SentField, after change: RequestAdaptation) -> Bool {
        match(field) != nil && !(isAboutContext && field.makesPlace && change.tokenLimits != nil)
    }

    /// What to try next.
    ///
    /// - Parameters:
    ///   - fields: The parts of the request that was rejected.
    ///   - current: The adaptation with which it was rejected.
    ///   - readsNumbers: Whether a number may become another one that the message names.
    /// - Returns: The adaptation to try, and the field that it changes; nil when there is nothing to change.
    package func change(
        of fields: [SentField],
        current: RequestAdaptation,
        readsNumbers: Bool = true
    ) -> (next: RequestAdaptation, field: SentField)? {
        let matches = fields.compactMap { match($0) }
            .filter { !isAboutSomethingElse || $0.evidence == .parameter || isAboutContext && $0.field.makesPlace }
            .sorted { ($0.evidence.rawValue, $0.position) < ($1.evidence.rawValue, $1.position) }
        for match in matches {
            for step in match.field.steps where readsNumbers || !step.readsNumbers {
                if let next = apply(step, to: match, current), next != current { return (next, match.field) }
            }
        }
        return nil
    }

    private func apply(_ step: SentField.Step, to match: Match, _ current: RequestAdaptation) -> RequestAdaptation? {
        var next = current
        switch step {
        case .change(let changes):
            // Words beside the name of a number are for its limits.
            if match.evidence == .hint, match.field.number != nil { return nil }
            next.changes.formUnion(changes)
        case .limitTokens:
            if isAboutContext || report.code?.equals("unsupported_parameter") == true { return nil }
            guard let range = allowed(match, isInteger: true) else { return nil }
            next.tokenLimits = range
        case .makePlace(let isRequired):
            guard isAboutContext, !isAboutPromptAlone else { return nil }
            guard isRequired else {
                next.changes.formUnion(.waivesTokenLimit)
                return next
            }
            guard let left = numbers(match, isInteger: true)?.leftBesidePrompt() else { return nil }
            next.tokensLeft = left
        case .limitTemperature:
            guard let range = allowed(match, isInteger: false) else { return nil }
            next.temperatures = range
        }
        return next
    }

    private func numbers(_ match: Match, isInteger: Bool) -> AllowedNumbers? {
        guard let sent = match.field.number else { return nil }
        return AllowedNumbers(
            in: message.text,
            names: match.field.names.flatMap { message.ranges(of: $0) },
            sent: sent,
            isInteger: isInteger
        )
    }

    private func allowed(_ match: Match, isInteger: Bool) -> NumberRange? {
        guard let numbers = numbers(match, isInteger: isInteger) else { return nil }
        if let range = numbers.range() { return range }
        if isInteger { return match.evidence == .hint ? nil : numbers.nextBelow(except: status) }
        // A message without numbers about a temperature of 0 may well be about that one alone.
        return match.field.number == 0 ? NumberRange(least: .init(0, isIncluded: false)) : nil
    }
}
