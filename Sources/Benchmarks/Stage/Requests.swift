// SPDX-License-Identifier: Apache-2.0

/// The requests of the benchmarks, in the gateway's native API and, for `proxy_pass`, in OpenAI's.
enum Requests {
    /// The usual user's text.
    static let prompt = "What is the capital of France?"
    private static let systemPrompt = "You are a helpful assistant."

    /// `POST /llm/generation`.
    static func generation(_ orders: String, provider: String = "local", prompt: String = prompt) -> LoadRequest {
        LoadRequest(path: "/llm/generation", body: native("\(provider)/bench,\(orders)", prompt))
    }

    /// `POST /llm/generation/stream`.
    static func generationStream(
        _ orders: String,
        provider: String = "local",
        chunks: Int,
        credit: Int = 0
    ) -> LoadRequest {
        LoadRequest(
            path: "/llm/generation/stream",
            body: native("\(provider)/bench,\(orders)", prompt),
            chunks: chunks,
            credit: credit
        )
    }

    /// `POST /llm/classification` with two classes that no answer of the fake provider names.
    static func classification(_ orders: String) -> LoadRequest {
        let body = """
            {"model":"local/bench,\(orders)","user_prompt":"\(prompt)",\
            "classes":[{"id":"geography","label":"Geography"},{"id":"history","label":"History"}]}
            """
        return LoadRequest(path: "/llm/classification", body: body)
    }

    /// What the gateway sends to the provider for the same; with a provider's name, what the gateway is sent.
    static func chatCompletion(
        _ orders: String,
        provider: String? = nil,
        prompt: String = prompt,
        isStream: Bool,
        chunks: Int = 0,
        credit: Int = 0
    ) -> LoadRequest {
        let stream = isStream ? #","stream":true,"stream_options":{"include_usage":true}"# : ""
        let body = """
            {"model":"\(provider.map { $0 + "/" } ?? "")bench,\(orders)","messages":[{"role":"system","content":"\(systemPrompt)"},\
            {"role":"user","content":"\(prompt)"}],"temperature":0.7,"max_tokens":150\(stream)}
            """
        return LoadRequest(path: "/v1/chat/completions", body: body, chunks: chunks, credit: credit)
    }

    private static func native(_ model: String, _ prompt: String) -> String {
        """
        {"model":"\(model)","prompt":"\(systemPrompt)","user_prompt":"\(prompt)","temperature":0.7,"max_tokens":150}
        """
    }
}
