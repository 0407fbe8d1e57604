// SPDX-License-Identifier: Apache-2.0

/// The fields of a request in OpenAI's dialect that change what the simulator does; others are accepted and ignored.
struct OpenAIRequest: Decodable, ChatRequest {
    /// The options that only streams may have.
    struct StreamOptions: Decodable {
        let includeUsage: Bool?

        private enum CodingKeys: String, CodingKey {
            case includeUsage = "include_usage"
        }
    }

    let modelName: String?
    let messages: [ChatMessage]?
    let stream: Bool?
    let streamOptions: StreamOptions?
    let maxTokens: Double?
    let maxCompletionTokens: Double?
    let temperature: Double?
    let responseFormat: JSONTree?
    let reasoningFormat: JSONTree?
    let includeReasoning: JSONTree?
    let logprobs: JSONTree?
    let topLogprobs: JSONTree?
    let logitBias: JSONTree?
    let choiceCount: JSONTree?

    private enum CodingKeys: String, CodingKey {
        case messages, stream, temperature, logprobs
        case modelName = "model"
        case streamOptions = "stream_options"
        case maxTokens = "max_tokens"
        case maxCompletionTokens = "max_completion_tokens"
        case responseFormat = "response_format"
        case reasoningFormat = "reasoning_format"
        case includeReasoning = "include_reasoning"
        case topLogprobs = "top_logprobs"
        case logitBias = "logit_bias"
        case choiceCount = "n"
    }

    var model: String {
        modelName ?? ""
    }

    var isStream: Bool {
        stream ?? false
    }

    var includesUsage: Bool {
        streamOptions?.includeUsage ?? false
    }

    var promptWords: Int {
        (messages ?? []).reduce(0) { $0 + $1.text.wordCount }
    }

    var lastUserText: String {
        messages?.last { $0.role == "user" }?.text ?? ""
    }

    var constraint: AnswerConstraint? {
        responseFormat.flatMap(AnswerConstraint.init(responseFormat:))
    }

    func violation(of behaviour: Behaviour) -> SimulatedError? {
        OpenAIRules(behaviour: behaviour).violation(in: self)
    }

    func adjusted(_ behaviour: Behaviour) -> Behaviour {
        guard behaviour.server == .groq else { return behaviour }
        var behaviour = behaviour
        switch reasoningFormat?.string {
        case "hidden": behaviour.reasoning = 0
        case "raw": behaviour.reasoningPlace = .think
        case "parsed": behaviour.reasoningPlace = .reasoning
        default:
            if includeReasoning?.bool == false {
                behaviour.reasoning = 0
            } else if GroqModels.thinksAloud(model), includeReasoning?.bool != true {
                behaviour.reasoningPlace = .think
            }
        }
        return behaviour
    }
}
