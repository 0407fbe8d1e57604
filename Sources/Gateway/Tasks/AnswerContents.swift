// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat
internal import Dialects

/// What an answer holds beside its text, and why one without text is no answer to whoever can show nothing else.
struct AnswerContents {
    /// The most of a refusal that is kept, in bytes: it goes into an error's message, which is short.
    private static let refusalLimit = 4_096

    private var hasText = false
    private var hasReasoning = false
    private var hasToolCalls = false
    private var refusal: [UInt8] = []

    init() {}

    init(_ answer: ChatAnswer) {
        hasText = !answer.text.isEmpty
        hasReasoning = answer.reasoning != nil
        hasToolCalls = !answer.toolCalls.isEmpty
        refusal = Array(answer.refusal.prefix(Self.refusalLimit))
    }

    /// Adds what an event brings.
    mutating func add(_ event: ChatEvent) {
        switch event {
        case .text: hasText = true
        case .reasoning: hasReasoning = true
        case .partOpen(.toolCall): hasToolCalls = true
        case .refusal(let piece): if refusal.count < Self.refusalLimit { refusal.append(contentsOf: piece) }
        case .start, .partOpen, .arguments, .opaque, .logprobs, .verbatim, .partClose, .completed, .choice: break
        }
    }

    /// What is wrong with an answer that ended so; nil for one that has text.
    func fault(_ completion: ChatCompletion) -> ProviderFault? {
        if hasText { return nil }
        if !refusal.isEmpty { return fault(.refused, "refused to answer", completion, ByteString(refusal)) }
        switch completion.finishReason {
        case .contentFilter:
            let reason = completion.details.map { "\($0.field) \($0.word)" } ?? "finish reason content_filter"
            return fault(.filtered, "held the answer back (\(reason))", completion, completion.details?.message)
        case .length:
            let count =
                completion.usage.map { "all \($0.completionTokens) tokens" } ?? "all the tokens that it may take"
            return fault(.emptyAnswer, "gave no answer: the model used \(count) without writing any text", completion)
        case .toolCalls:
            return fault(.emptyAnswer, "gave no answer: the model asks for a tool to be called", completion)
        case .stop where hasToolCalls:
            var completion = completion
            completion.finishReason = .toolCalls
            return fault(.emptyAnswer, "gave no answer: the model asks for a tool to be called", completion)
        case .stop, .unknown:
            let cause =
                hasReasoning ? "gave no answer: the model wrote nothing but its reasoning" : "gave an empty answer"
            return fault(.emptyAnswer, cause, completion)
        }
    }

    private func fault(
        _ kind: ProviderFault.Kind,
        _ cause: String,
        _ completion: ChatCompletion,
        _ message: ByteString? = nil
    ) -> ProviderFault {
        ProviderFault(
            kind,
            cause,
            report: message.map { ProviderReport(message: $0) },
            finishReason: completion.finishReason,
            usage: completion.usage
        )
    }
}
