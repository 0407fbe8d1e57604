// SPDX-License-Identifier: Apache-2.0

/// The members around the choices of a chunk or of a plain answer, in the order of the server that is simulated.
struct OpenAIForm {
    /// From the start of the object to `choices`.
    let before: String
    /// Behind `choices`, where llama.cpp has what others have before it.
    let after: String
    /// Up to the first member of the only choice that is no constant.
    let choiceOpening: String

    init(content: AnswerContent, object: String) {
        let behaviour = content.behaviour
        let number = content.identity.number
        let id = behaviour.server == .ollama ? "chatcmpl-\(number % 1_000)" : "chatcmpl-\(number)"
        let created = content.identity.created
        let model = JSONText.quoted(behaviour.model)
        if behaviour.server == .llamacpp {
            before = "{"
            after = """
                ,"created":\(created),"id":"\(id)","model":\(model),"object":"\(object)",\
                "system_fingerprint":"b7634-1f2e3d4c"
                """
            choiceOpening = #""choices":[{"#
        } else {
            let fingerprint = behaviour.server == .ollama ? "fp_ollama" : "fp_simulator"
            before = """
                {"id":"\(id)","object":"\(object)","created":\(created),"model":\(model),\
                "system_fingerprint":"\(fingerprint)",
                """
            after = ""
            choiceOpening = #""choices":[{"index":0,"#
        }
    }
}
