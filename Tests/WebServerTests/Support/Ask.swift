// SPDX-License-Identifier: Apache-2.0

import GatewayTesting

/// Requests of the API, with a prefix before their paths.
struct Ask {
    private let prefix: String
    private let headers: [(name: String, value: String)]

    init(prefix: String = "", headers: [(name: String, value: String)] = [CallerKey.header]) {
        self.prefix = prefix
        self.headers = headers
    }

    func get(_ path: String, headers: [(name: String, value: String)]? = nil) -> TestRequest {
        .get(prefix + path, headers: headers ?? self.headers)
    }

    func generation(_ model: String, prompt: String = "Count the words") -> TestRequest {
        post("generation", #"{"model":"local/\#(model)","user_prompt":"\#(prompt)"}"#)
    }

    func stream(_ model: String) -> TestRequest {
        post("generation/stream", #"{"model":"local/\#(model)","user_prompt":"Count the words"}"#)
    }

    func classification(_ model: String) -> TestRequest {
        let classes = #"[{"id":"oak","label":"A tree"},{"id":"tulip","label":"A flower"}]"#
        return post(
            "classification",
            #"{"model":"local/\#(model)","user_prompt":"It has roots","classes":\#(classes)}"#
        )
    }

    func summarization(_ model: String) -> TestRequest {
        post("summarization", #"{"model":"local/\#(model)","user_prompt":"A long story"}"#)
    }

    func chatCompletion(_ model: String) -> TestRequest {
        .post(
            "\(prefix)/v1/chat/completions",
            #"{"model":"local/\#(model)","messages":[{"role":"user","content":"Count the words"}]}"#,
            headers: headers
        )
    }

    private func post(_ path: String, _ json: String) -> TestRequest {
        .post("\(prefix)/llm/\(path)", json, headers: headers)
    }
}
