// SPDX-License-Identifier: Apache-2.0

import UpstreamTesting

/// What providers answer in each dialect, for the calls that are compared with the document.
enum ProviderScripts {
    static let openAI = ScriptedResponse(
        #"{"id":"x1","object":"chat.completion","created":1,"model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"Hi","refusal":null},"logprobs":null,"finish_reason":"stop"}],"usage":{"prompt_tokens":1,"completion_tokens":2,"total_tokens":3},"new_field":1}"#,
        type: "application/json"
    )
    static let openAIStream = ScriptedResponse.events([
        #"{"id":"x1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":"Hi"},"finish_reason":null}]}"#,
        #"{"id":"x1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}"#,
        #"{"id":"x1","object":"chat.completion.chunk","created":1,"model":"m","choices":[],"usage":{"prompt_tokens":1,"completion_tokens":2,"total_tokens":3}}"#,
    ])
    /// One that breaks off.
    static let openAICut = ScriptedResponse.events(
        [
            #"{"id":"x1","object":"chat.completion.chunk","created":1,"model":"m","choices":[{"index":0,"delta":{"role":"assistant","content":"Hi"},"finish_reason":null}]}"#
        ],
        isDone: false
    )
    static let continuation = ScriptedResponse(
        #"{"object":"text_completion","choices":[{"text":"b","index":0,"finish_reason":"stop"}],"usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2}}"#,
        type: "application/json"
    )
    static let continuationStream = ScriptedResponse.events([
        #"{"object":"text_completion","choices":[{"text":"b","index":0,"finish_reason":"stop"}]}"#
    ])
    static let vectors = ScriptedResponse(
        #"{"object":"list","data":[{"object":"embedding","index":0,"embedding":"AACAPw=="}],"model":"m","usage":{"prompt_tokens":8,"total_tokens":8}}"#,
        type: "application/json"
    )
    static let anthropic = ScriptedResponse(
        #"{"id":"msg_1","model":"claude","content":[{"type":"thinking","thinking":"Hm.","signature":"s"},{"type":"text","text":"Hi"},{"type":"tool_use","id":"t1","name":"f","input":{"x":1}}],"stop_reason":"tool_use","usage":{"input_tokens":2,"cache_read_input_tokens":1590,"output_tokens":4}}"#,
        type: "application/json"
    )
    static let anthropicStream = ScriptedResponse.events(
        [
            #"{"type":"message_start","message":{"usage":{"input_tokens":1}}}"#,
            #"{"type":"content_block_start","index":0,"content_block":{"type":"text","text":"Hi"}}"#,
            #"{"type":"message_delta","delta":{"stop_reason":"max_tokens"},"usage":{"output_tokens":2}}"#,
            #"{"type":"message_stop"}"#,
        ],
        isDone: false
    )
    static let gemini = ScriptedResponse(
        #"{"candidates":[{"content":{"parts":[{"text":"a"}]},"index":0,"finishReason":"STOP"},{"content":{"parts":[{"text":"b"}]},"index":1,"finishReason":"MAX_TOKENS"}]}"#,
        type: "application/json"
    )
    static let geminiStream = ScriptedResponse.events(
        [
            #"{"candidates":[{"content":{"parts":[{"text":"Hm.","thought":true}]}}]}"#,
            #"{"candidates":[{"content":{"parts":[{"text":"Hi"},{"functionCall":{"name":"f","args":{"x":1}},"thoughtSignature":"s"}]},"finishReason":"STOP"}],"usageMetadata":{"promptTokenCount":9,"candidatesTokenCount":4,"totalTokenCount":13}}"#,
        ],
        isDone: false
    )
    static let geminiVectors = ScriptedResponse(#"{"embeddings":[{"values":[0.5,-0.25]}]}"#, type: "application/json")
    static let models = ScriptedResponse(#"{"object":"list","data":[{"id":"gpt-4o"}]}"#, type: "application/json")

    /// A failure with a status.
    static func failure(_ status: Int) -> ScriptedResponse {
        ScriptedResponse(status: status, #"{"error":{"message":"No."}}"#, type: "application/json")
    }

    /// An answer with a text, as the native API asks for one of `local`.
    static func text(_ text: String) -> ScriptedResponse {
        .events([
            #"{"choices":[{"index":0,"delta":{"content":"\#(text)"},"finish_reason":"stop"}]}"#,
            #"{"choices":[],"usage":{"prompt_tokens":1,"completion_tokens":2,"total_tokens":3}}"#,
        ])
    }
}
