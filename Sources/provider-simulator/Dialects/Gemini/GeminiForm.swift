// SPDX-License-Identifier: Apache-2.0

/// The pieces of JSON that Gemini's answers consist of.
struct GeminiForm {
    let content: AnswerContent

    private var behaviour: Behaviour {
        content.behaviour
    }

    /// From the start of an answer to its first part.
    let opening = #"{"candidates":[{"content":{"parts":["#

    /// From the end of the last part to the end of the answer.
    func closing(finish: String?, usage: UsageCounts?) -> String {
        #"],"role":"model"}"# + finishMembers(finish) + #","index":0}]"# + members(usage)
    }

    /// A whole answer with these parts.
    func answer(parts: String, finish: String?, usage: UsageCounts?) -> String {
        opening + parts + closing(finish: finish, usage: usage)
    }

    /// The finish reason on the wire.
    var finish: String? {
        behaviour.finish.word([
            "stop": "STOP", "length": "MAX_TOKENS", "content_filter": "SAFETY", "tool_calls": "STOP",
        ])
    }

    /// The counts of an answer's last event, or of a plain answer; nil when there are none.
    var finalUsage: UsageCounts? {
        behaviour.usage == .off ? nil : content.usage
    }

    /// The whole answer when the fault is one of those that leave no text.
    var blocked: String? {
        let candidate: String
        switch behaviour.fault?.kind {
        case .blockedPrompt, .refusal:
            let reason = JSONText.quoted(behaviour.blockReason)
            let message = behaviour.message.map { #","blockReasonMessage":\#(JSONText.quoted($0))"# } ?? ""
            return #"{"promptFeedback":{"blockReason":\#(reason)\#(message)}"# + members(finalUsage)
        case .emptyContent:
            candidate = #"{"content":{}"#
        case .noContent:
            candidate =
                #"{"safetyRatings":[{"category":"HARM_CATEGORY_DANGEROUS_CONTENT","probability":"HIGH","blocked":true}]"#
        case .noParts, .emptyLength:
            candidate = #"{"content":{"role":"model"}"#
        default:
            return nil
        }
        return #"{"candidates":[\#(candidate)\#(finishMembers(finish)),"index":0}]"# + members(finalUsage)
    }

    private func finishMembers(_ word: String?) -> String {
        guard let word else { return "" }
        let isUsual = ["STOP", "MAX_TOKENS"].contains(word)
        let message = isUsual ? nil : behaviour.message ?? "The model stopped: \(word)."
        let members = message.map { #","finishMessage":\#(JSONText.quoted($0))"# } ?? ""
        return #","finishReason":\#(JSONText.quoted(word))\#(members)"#
    }

    /// The members behind the candidates, and the end of the answer.
    private func members(_ usage: UsageCounts?) -> String {
        let metadata = usage.map { #","usageMetadata":\#(json($0))"# } ?? ""
        let model = JSONText.quoted(behaviour.model)
        return metadata + #","modelVersion":\#(model),"responseId":"response-\#(content.identity.number)"}"#
    }

    private func json(_ usage: UsageCounts) -> String {
        let candidates = usage.completion - usage.reasoning
        let optional: [(name: String, count: Int)] = [
            ("candidatesTokenCount", candidates), ("thoughtsTokenCount", usage.reasoning),
            ("cachedContentTokenCount", usage.cached),
        ]
        let counts = [("promptTokenCount", usage.prompt)] + optional.filter { $0.count > 0 }
        let all = counts + [("totalTokenCount", usage.prompt + usage.completion)]
        return "{" + all.map { "\"\($0.0)\":\(usage.number($0.1))" }.joined(separator: ",") + "}"
    }
}
