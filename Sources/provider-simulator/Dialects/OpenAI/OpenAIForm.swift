// SPDX-License-Identifier: Apache-2.0

/// The members around the choices of a chunk or of a plain answer, in the order of the server that is simulated.
struct OpenAIForm {
    /// From the start of the object to `choices`.
    let before: String
    /// Behind `choices`, where llama.cpp has what others have before it.
    let after: String
    /// The last members and the end of the object.
    let end: String
    /// Up to the first member of the only choice that is no constant.
    let choiceOpening: String

    private let server: ChatServer

    init(content: AnswerContent, isChunk: Bool) {
        let behaviour = content.behaviour
        server = behaviour.server
        let number = content.identity.number
        let id = behaviour.server == .ollama ? "chatcmpl-\(number % 1_000)" : "chatcmpl-\(number)"
        let created = content.identity.created
        let object = isChunk ? "chat.completion.chunk" : "chat.completion"
        let model = JSONText.quoted(behaviour.model)
        if behaviour.server == .llamacpp {
            before = "{"
            after = """
                ,"created":\(created),"id":"\(id)","model":\(model),"object":"\(object)",\
                "system_fingerprint":"b7634-1f2e3d4c"
                """
            end = "}"
            choiceOpening = #""choices":[{"#
        } else {
            let fingerprint = #""system_fingerprint":"\#(behaviour.server == .ollama ? "fp_ollama" : "fp_simulator")""#
            before =
                #"{"id":"\#(id)","object":"\#(object)","created":\#(created),"model":\#(model),"#
                + (isChunk ? fingerprint + "," : "")
            end = isChunk ? "}" : ",\(fingerprint)}"
            after = ""
            choiceOpening = #""choices":[{"index":0,"#
        }
    }

    /// From the end of the only choice's delta or message to the end of `choices`.
    func choiceClosing(finish: String?) -> String {
        let reason = JSONText.quotedOrNull(finish)
        return switch server {
        case .llamacpp: #","finish_reason":\#(reason),"index":0}]"#
        case .vllm: #","logprobs":null,"finish_reason":\#(reason),"stop_reason":null}]"#
        default: #","logprobs":null,"finish_reason":\#(reason)}]"#
        }
    }

    /// What llama.cpp measured, where others have nothing.
    func timings(_ counts: UsageCounts) -> String {
        guard server == .llamacpp else { return "" }
        let evaluated = counts.prompt - counts.cached
        return """
            ,"timings":{"cache_n":\(counts.cached),"prompt_n":\(evaluated),"prompt_ms":12.5,\
            "predicted_n":\(counts.completion),"predicted_ms":125.25}
            """
    }
}
