// SPDX-License-Identifier: Apache-2.0

import ByteStrings
import JSONCoding
import Testing

@testable import Gateway

/// A request is in order for the document where it is for the gateway.
@Suite struct OpenAPIRequestTests {
    private func isDescribed(_ body: String, _ path: String) throws -> Bool {
        let document = try OpenAPIDocument.load()
        let content = try #require(document.operation("POST", path)?.json["requestBody"]?["content"])
        let schema = try #require(content["application/json"]?["schema"])
        return document.validator.faults(of: try JSONValue(parsing: Array(body.utf8)[...]), schema).isEmpty
    }

    @Test(
        arguments: ["generation", "generation/stream", "classification", "summarization"],
        [
            #""user_prompt":"x""#, #""user_prompt":"x","prompt":null"#, #""user_prompt":"x","prompt":7"#,
            #""user_prompt":7"#, #""user_prompt":"x","temperature":0"#, #""user_prompt":"x","temperature":1.0"#,
            #""user_prompt":"x","temperature":1.01"#, #""user_prompt":"x","temperature":-0.1"#,
            #""user_prompt":"x","temperature":"0.1""#, #""user_prompt":"x","temperature":null"#,
            #""user_prompt":"x","max_tokens":1"#, #""user_prompt":"x","max_tokens":150.0"#,
            #""user_prompt":"x","max_tokens":32768"#, #""user_prompt":"x","max_tokens":32769"#,
            #""user_prompt":"x","max_tokens":0"#, #""user_prompt":"x","max_tokens":1.5"#,
            #""user_prompt":"x","max_tokens":null"#, #""user_prompt":"x","unknown":[]"#,
        ]
    )
    func aNativeRequest(_ task: String, _ members: String) async throws {
        let classes = task == "classification" ? #","classes":[{"id":"a","label":""}]"# : ""
        try await check("/llm/\(task)", #"{"model":"openai/m",\#(members)\#(classes)}"#)
    }

    @Test(arguments: [
        "[]", "{}", #"[{"id":"","label":"x"}]"#, #"[{"id":"a"}]"#, #"[{"id":"a","label":7}]"#, #"["a"]"#, "null",
        #"[{"id":"a","label":"x","more":1}]"#,
    ])
    func classes(_ classes: String) async throws {
        try await check("/llm/classification", #"{"model":"openai/m","user_prompt":"x","classes":\#(classes)}"#)
    }

    /// The members of a conversation, for a provider of another dialect: there they are read.
    @Test(arguments: [
        #""temperature":2"#, #""temperature":2.1"#, #""temperature":"hot""#, #""top_p":1"#, #""top_p":1.1"#,
        #""top_k":1"#, #""top_k":0"#, #""max_completion_tokens":1"#, #""max_completion_tokens":0"#, #""max_tokens":1"#,
        #""max_tokens":1.5"#, #""n":1"#, #""n":0"#, #""n":129"#, #""stop":"x""#, #""stop":["x","y"]"#, #""stop":[""]"#,
        #""stop":7"#, #""presence_penalty":-2"#, #""presence_penalty":-2.1"#, #""frequency_penalty":2"#,
        #""frequency_penalty":2.1"#, #""seed":1"#, #""seed":1.5"#, #""logit_bias":[]"#, #""logprobs":1"#,
        #""logprobs":true,"top_logprobs":20"#, #""logprobs":true,"top_logprobs":21"#, #""reasoning_effort":"max""#,
        #""reasoning_effort":"huge""#, #""response_format":{"type":"json_object"}"#, #""response_format":{"type":"x"}"#,
        #""response_format":{}"#, #""response_format":"json""#,
        #""response_format":{"type":"json_schema","json_schema":{}}"#,
        #""response_format":{"type":"json_schema","json_schema":{"name":"a","schema":{"type":"object"}}}"#,
        #""tools":[{"type":"function","function":{"name":"f"}}]"#, #""tools":[{"type":"function","function":{}}]"#,
        #""tools":[{}]"#, #""tools":{}"#, #""tools":[{"type":"custom","custom":{"name":"f"}}]"#,
        #""tool_choice":"auto""#, #""tool_choice":"any""#, #""tool_choice":{}"#, #""parallel_tool_calls":true"#,
        #""parallel_tool_calls":1"#, #""user":"u""#, #""user":7"#, #""prompt_cache_key":7"#, #""service_tier":7"#,
        #""verbosity":7"#, #""stream":"yes""#, #""stream_options":{"include_usage":1}"#, #""stop":null,"n":null"#,
        #""x":{"anything":1}"#,
    ])
    func aChatCompletion(_ members: String) async throws {
        try await check(
            "/v1/chat/completions",
            #"{"model":"google/m","messages":[{"role":"user","content":"x"}],\#(members)}"#
        )
    }

    @Test(arguments: [
        "[]", "{}", #"[{"content":"x"}]"#, #"[{"role":"robot","content":"x"}]"#, #"[{"role":"user","content":7}]"#,
        #"[{"role":"user","content":[{"type":"text","text":"x"}]}]"#, #"[{"role":"user","content":[{"type":"x"}]}]"#,
        #"[{"role":"user","content":[{"type":"text","text":7}]}]"#, #"[{"role":"system","content":"x"}]"#,
        #"[{"role":"user","content":[{"type":"input_audio","input_audio":{}}]}]"#,
        #"[{"role":"user","content":[{"type":"image_url","image_url":{}}]}]"#,
        #"[{"role":"user","content":"x"},{"role":"assistant","content":null,"tool_calls":[{"id":"c","type":"function","function":{"name":"f","arguments":"{}"}}]},{"role":"tool","tool_call_id":"c","content":"1"}]"#,
        #"[{"role":"user","content":"x"},{"role":"assistant","tool_calls":[{"type":"function"}]}]"#,
    ])
    func messages(_ messages: String) async throws {
        try await check("/v1/chat/completions", #"{"model":"google/m","messages":\#(messages)}"#)
    }

    @Test(arguments: [
        #""input":"a""#, #""input":"""#, #""input":["a","b"]"#, #""input":[]"#, #""input":[""]"#, #""input":7"#,
        #""input":"a","dimensions":1"#, #""input":"a","dimensions":0"#, #""input":"a","dimensions":65537"#,
        #""input":"a","encoding_format":"hex""#, #""input":"a","encoding_format":"base64""#,
    ])
    func embeddings(_ members: String) async throws {
        try await check("/v1/embeddings", #"{"model":"google/m",\#(members)}"#)
    }

    /// Nobody answers, so that what is in order is a failure of the provider, and not a 400.
    private func check(_ path: String, _ body: String) async throws {
        let response = try await DoorClient([]).send(path, body)
        #expect((response.status != 400) == (try isDescribed(body, path)), "\(body): \(response.body)")
    }
}
