// SPDX-License-Identifier: Apache-2.0

import ByteStrings
import Chat
import Dialects
import Testing

/// What answers hold beside their parts: ids, signatures, probabilities, and what tokens were spent on.
@Suite struct AnswerDetailTests {
    private let chatCompletions = ChatCompletions(tokenLimit: .maxTokens)

    private func completion(_ events: [ChatEvent]) -> ChatCompletion? {
        if case .completed(let completion)? = events.last { completion } else { nil }
    }

    @Test func anAnswerBeginsOnce() throws {
        let chunk = #"{"id":"chatcmpl-1","model":"m-1","choices":[{"delta":{"content":"a"}}]}"#
        let end = #"{"id":"chatcmpl-1","model":"m-1","choices":[{"delta":{},"finish_reason":"stop"}]}"#
        let start = ChatEvent.start(AnswerStart(id: "chatcmpl-1", model: "m-1"))
        let events = try AnswerEvents.of(chatCompletions, stream: [chunk, chunk, end])
        #expect(events.first == start)
        #expect(events.filter { $0 == start }.count == 1)
        let document =
            #"{"id":"chatcmpl-1","model":"m-1","choices":[{"message":{"content":"a"},"finish_reason":"stop"}]}"#
        #expect(try AnswerEvents.of(chatCompletions, document: document).first == start)
    }

    @Test func anthropicTellsTheTokensOfThePromptEarly() throws {
        let message =
            #"{"id":"msg_1","model":"claude","usage":{"input_tokens":5,"cache_read_input_tokens":10,"output_tokens":1}}"#
        let stream = [
            #"{"type":"ping"}"#, #"{"type":"message_start","message":\#(message)}"#,
            #"{"type":"message_delta","delta":{"stop_reason":"stop_sequence","stop_sequence":"END"},"usage":{"output_tokens":7,"output_tokens_details":{"thinking_tokens":3}}}"#,
            #"{"type":"message_stop"}"#,
        ]
        let events = try AnswerEvents.of(AnthropicMessages(), stream: stream)
        #expect(events.first == .start(AnswerStart(id: "msg_1", model: "claude", promptTokens: 15)))
        let end = try #require(completion(events))
        #expect(end.stopSequence == "END")
        #expect(end.usage?.promptTokens == 15)
        #expect(end.usage?.details == TokenDetails(cacheRead: 10, reasoning: 3))
    }

    @Test func geminiNamesTheAnswerAndTheModel() throws {
        let event =
            #"{"candidates":[{"content":{"parts":[{"text":"a"}]},"finishReason":"STOP"}],"responseId":"r1","modelVersion":"g","usageMetadata":{"promptTokenCount":9,"cachedContentTokenCount":4,"candidatesTokenCount":1,"thoughtsTokenCount":5,"totalTokenCount":15}}"#
        let events = try AnswerEvents.of(Gemini(), stream: [event])
        #expect(events.first == .start(AnswerStart(id: "r1", model: "g")))
        #expect(completion(events)?.usage?.details == TokenDetails(cacheRead: 4, reasoning: 5))
    }

    @Test(arguments: [
        #"{"prompt_tokens":9,"completion_tokens":4,"total_tokens":13,"prompt_tokens_details":{"cached_tokens":8,"cache_write_tokens":1},"completion_tokens_details":{"reasoning_tokens":3}}"#,
        #"{"input_tokens":9,"output_tokens":4,"input_tokens_details":{"cached_tokens":8,"cache_write_tokens":1},"output_tokens_details":{"reasoning_tokens":3}}"#,
    ])
    func tokensAreCountedApart(_ usage: String) throws {
        let document = #"{"choices":[{"message":{"content":"a"},"finish_reason":"stop"}],"usage":\#(usage)}"#
        let end = try #require(completion(try AnswerEvents.of(chatCompletions, document: document)))
        #expect(end.usage?.details == TokenDetails(cacheRead: 8, cacheWrite: 1, reasoning: 3))
    }

    @Test func aSignatureInPiecesIsOneAndThoughtsMayBeHeldBack() throws {
        let stream = [
            #"{"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":"","signature":""}}"#,
            #"{"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"ab"}}"#,
            #"{"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"+/="}}"#,
            #"{"type":"content_block_stop","index":0}"#,
            #"{"type":"content_block_start","index":1,"content_block":{"type":"redacted_thinking","data":"xyz=="}}"#,
            #"{"type":"content_block_stop","index":1}"#,
            #"{"type":"content_block_start","index":2,"content_block":{"type":"text","text":"Hi"}}"#,
            #"{"type":"content_block_stop","index":2}"#,
            #"{"type":"message_delta","delta":{"stop_reason":"end_turn"}}"#, #"{"type":"message_stop"}"#,
        ]
        let events = try AnswerEvents.of(AnthropicMessages(), stream: stream).dropFirst().dropLast()
        #expect(
            events == [
                .partOpen(.reasoning), .opaque(OpaqueValue(vendor: .anthropic, "ab+/=")), .partClose,
                .partOpen(.redactedReasoning), .opaque(OpaqueValue(vendor: .anthropic, "xyz==")), .partClose,
                .partOpen(.text), .text("Hi".slice), .partClose,
            ]
        )
    }

    @Test func signaturesOfDocuments() throws {
        let document =
            #"{"content":[{"type":"thinking","thinking":"Hm.","signature":"s1"},{"type":"redacted_thinking","data":"d1"},{"type":"text","text":"Hi"}],"stop_reason":"end_turn"}"#
        #expect(
            try AnswerEvents.of(AnthropicMessages(), document: document).dropFirst().dropLast() == [
                .partOpen(.reasoning), .reasoning("Hm.".slice), .opaque(OpaqueValue(vendor: .anthropic, "s1")),
                .partClose, .partOpen(.redactedReasoning), .opaque(OpaqueValue(vendor: .anthropic, "d1")), .partClose,
                .partOpen(.text), .text("Hi".slice), .partClose,
            ]
        )
    }

    /// A signature belongs to the call that it stands on, or to the text before it when it stands alone.
    @Test func geminiSignsCallsAndTexts() throws {
        let events = try AnswerEvents.of(
            Gemini(),
            stream: [
                #"{"candidates":[{"content":{"parts":[{"functionCall":{"name":"f","args":{}},"thoughtSignature":"a+/="}]}}]}"#,
                #"{"candidates":[{"content":{"parts":[{"text":"Hi"}]}}]}"#,
                #"{"candidates":[{"content":{"parts":[{"text":"","thoughtSignature":"b"}]},"finishReason":"STOP"}]}"#,
            ]
        )
        #expect(
            events.dropFirst().dropLast() == [
                .partOpen(.toolCall(id: "", name: "f")), .arguments("{}".slice),
                .opaque(OpaqueValue(vendor: .google, "a+/=")), .partClose,
                .partOpen(.text), .text("Hi".slice), .opaque(OpaqueValue(vendor: .google, "b")), .partClose,
            ]
        )
    }

    @Test func geminisArgumentsComeInPieces() throws {
        func part(_ call: String) -> String {
            #"{"candidates":[{"content":{"parts":[{"functionCall":\#(call)}]}}]}"#
        }
        let events = try AnswerEvents.of(
            Gemini(),
            stream: [
                part(#"{"name":"f","willContinue":true}"#),
                part(
                    #"{"partialArgs":[{"jsonPath":"$.a","stringValue":"x","willContinue":true}],"willContinue":true}"#
                ),
                part(
                    #"{"partialArgs":[{"jsonPath":"$.a","stringValue":"\"y"},{"jsonPath":"$.l[1].n","numberValue":7}],"willContinue":true}"#
                ),
                part(#"{"partialArgs":[{"jsonPath":"$['b c']","boolValue":true}],"willContinue":true}"#), part("{}"),
                part(#"{"name":"g","willContinue":true}"#), part("{}"),
                #"{"candidates":[{"content":{"parts":[{"text":""}]},"finishReason":"STOP"}]}"#,
            ]
        )
        let arguments = #"{"a":"x\"y","l":[null,{"n":7}],"b c":true}"#
        #expect(
            events.dropFirst().dropLast() == [
                .partOpen(.toolCall(id: "", name: "f")), .arguments(arguments.slice), .partClose,
                .partOpen(.toolCall(id: "", name: "g")), .arguments("{}".slice), .partClose,
            ]
        )
    }

    @Test(arguments: [#"$.l[999999]"#, #"$.a\#(String(repeating: ".a", count: 1_001))"#])
    func argumentsInPiecesAreBounded(_ path: String) {
        let call = #"{"name":"f","partialArgs":[{"jsonPath":"\#(path)","numberValue":1}]}"#
        let event = #"{"candidates":[{"content":{"parts":[{"functionCall":\#(call)}]},"finishReason":"STOP"}]}"#
        let events = try? AnswerEvents.of(Gemini(), stream: [event])
        #expect(events?.contains(.arguments("{}".slice)) ?? true)
    }

    @Test func geminisOtherCandidatesAreTold() throws {
        let events = try AnswerEvents.of(
            Gemini(),
            stream: [
                #"{"candidates":[{"content":{"parts":[{"text":"a"}]},"index":0},{"content":{"parts":[{"text":"b"}]},"index":1,"finishReason":"MAX_TOKENS"}]}"#,
                #"{"candidates":[{"finishReason":"STOP"}]}"#,
            ]
        )
        let other = ChatCompletion(
            finishReason: .length,
            usage: nil,
            details: FinishDetails(field: "finish reason", word: "MAX_TOKENS")
        )
        #expect(
            events.dropFirst().dropLast() == [
                .partOpen(.text), .text("a".slice), .choice(1, .partOpen(.text)), .choice(1, .text("b".slice)),
                .partClose, .choice(1, .partClose), .choice(1, .completed(other)),
            ]
        )
    }

    @Test func probabilitiesComeWithTheirText() throws {
        let events = try AnswerEvents.of(
            chatCompletions,
            stream: [
                #"{"choices":[{"delta":{"role":"assistant","content":""},"logprobs":null}]}"#,
                #"{"choices":[{"delta":{"content":"a"},"logprobs":{"content":[{"token":"a","logprob":-0.1}]}}]}"#,
                #"{"choices":[{"delta":{},"logprobs":null,"finish_reason":"stop"}]}"#,
            ]
        )
        #expect(
            events.dropFirst().dropLast() == [
                .partOpen(.text), .text("a".slice), .logprobs(#"{"content":[{"token":"a","logprob":-0.1}]}"#.slice),
                .partClose,
            ]
        )
    }

    @Test func customCallsAndGooglesSignatureInChatCompletions() throws {
        let document =
            #"{"choices":[{"message":{"content":null,"tool_calls":[{"id":"a","type":"custom","custom":{"name":"sh","input":"ls"}},{"id":"b","type":"function","function":{"name":"f","arguments":"{}"},"extra_content":{"google":{"thought_signature":"s+/"}}}]},"finish_reason":"tool_calls"}]}"#
        #expect(
            try AnswerEvents.of(chatCompletions, document: document).dropFirst().dropLast() == [
                .partOpen(.toolCall(id: "a", name: "sh", kind: .custom)), .arguments("ls".slice), .partClose,
                .partOpen(.toolCall(id: "b", name: "f")), .opaque(OpaqueValue(vendor: .google, "s+/")),
                .arguments("{}".slice), .partClose,
            ]
        )
    }
}
