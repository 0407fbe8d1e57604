// SPDX-License-Identifier: Apache-2.0

import ByteStrings
import Chat
import Dialects
import Testing

/// What the dialects' decoders emit of an answer, be it a stream or a document.
@Suite struct AnswerEventTests {
    private func events(_ dialect: any Dialect, stream data: [String]) throws -> [ChatEvent] {
        withoutStart(try AnswerEvents.of(dialect, stream: data))
    }

    private func events(_ dialect: any Dialect, document: String) throws -> [ChatEvent] {
        withoutStart(try AnswerEvents.of(dialect, document: document))
    }

    /// The events behind the start, which comes first and once.
    private func withoutStart(_ events: [ChatEvent]) -> [ChatEvent] {
        guard case .start = events.first else { return events }
        return Array(events.dropFirst())
    }

    private func bytes(_ text: String) -> ArraySlice<UInt8> { Array(text.utf8)[...] }

    private func call(_ id: String, _ name: String, _ arguments: String...) -> [ChatEvent] {
        [.partOpen(.toolCall(id: ByteString(id), name: ByteString(name)))]
            + arguments.map { .arguments(bytes($0)) } + [.partClose]
    }

    private func completed(
        _ reason: FinishReason,
        _ details: FinishDetails? = nil,
        usage: Usage? = nil
    ) -> ChatEvent {
        .completed(ChatCompletion(finishReason: reason, usage: usage, details: details))
    }

    private let chatCompletions = ChatCompletions(tokenLimit: .maxTokens)

    @Test func aChunkBringsAllThatItHolds() throws {
        let stream = [
            #"{"choices":[{"delta":{"reasoning_content":"Hm.","content":"Hi","tool_calls":[{"index":0,"id":"c1","function":{"name":"f","arguments":""}}]}}]}"#,
            #"{"choices":[{"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{}"}}]},"finish_reason":"tool_calls"}],"usage":{"prompt_tokens":1,"completion_tokens":2,"total_tokens":3}}"#,
            "[DONE]",
        ]
        let usage = Usage(promptTokens: 1, completionTokens: 2, totalTokens: 3)
        let expected: [ChatEvent] =
            [
                .partOpen(.reasoning), .reasoning(bytes("Hm.")), .partClose,
                .partOpen(.text), .text(bytes("Hi")), .partClose,
            ] + call("c1", "f", "{}") + [completed(.toolCalls, usage: usage)]
        #expect(try events(chatCompletions, stream: stream) == expected)
    }

    /// Two calls whose pieces come mixed: each id has its own arguments, and no two parts are open at a time.
    @Test func mixedToolCallsFollowOneAnother() throws {
        func piece(_ index: Int, _ members: String) -> String {
            #"{"choices":[{"delta":{"tool_calls":[{"index":\#(index),\#(members)}]}}]}"#
        }
        let stream = [
            piece(0, #""id":"a","function":{"name":"f","arguments":"{\"x\""}"#),
            piece(1, #""id":"b","function":{"name":"g","arguments":"{\"y\""}"#),
            piece(0, #""function":{"arguments":":1}"}"#), piece(1, #""function":{"arguments":":2}"}"#),
            #"{"choices":[{"delta":{},"finish_reason":"tool_calls"}]}"#,
        ]
        let expected = call("a", "f", #"{"x""#, ":1}") + call("b", "g", #"{"y":2}"#) + [completed(.toolCalls)]
        #expect(try events(chatCompletions, stream: stream) == expected)
    }

    /// Servers that give each call whole and without an index, and one that gives all calls the same index.
    @Test(arguments: ["", #""index":0,"#])
    func anotherIDIsAnotherCall(_ index: String) throws {
        let calls = ["a", "b", "c"].map {
            #"{"choices":[{"delta":{"tool_calls":[{\#(index)"id":"\#($0)","function":{"name":"f","arguments":"{}"}}]}}]}"#
        }
        let end = #"{"choices":[{"delta":{},"finish_reason":"stop"}]}"#
        let expected = ["a", "b", "c"].flatMap { call($0, "f", "{}") } + [completed(.stop)]
        #expect(try events(chatCompletions, stream: calls + [end]) == expected)
    }

    @Test func aDocumentBringsTheSameEvents() throws {
        let document =
            #"{"choices":[{"message":{"content":"Hi","refusal":null,"tool_calls":[{"id":"a","function":{"name":"f","arguments":"{}"}},{"id":"b","function":{"name":"f","arguments":{"x":1}}}]},"finish_reason":"tool_calls"}]}"#
        let expected: [ChatEvent] =
            [.partOpen(.text), .text(bytes("Hi")), .partClose] + call("a", "f", "{}")
            + call("b", "f", #"{"x":1}"#) + [completed(.toolCalls)]
        #expect(try events(chatCompletions, document: document) == expected)
    }

    /// Each choice has parts and an end of its own; the answer's end is that of the first.
    @Test func otherChoicesAreTold() throws {
        let stream = [
            #"{"choices":[{"index":1,"delta":{"content":"b"}},{"index":0,"delta":{"content":"a"}}]}"#,
            #"{"choices":[{"delta":{"content":"B"},"index":1,"finish_reason":"length"}]}"#,
            #"{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}"#,
        ]
        let expected: [ChatEvent] = [
            .partOpen(.text), .text(bytes("a")), .choice(1, .partOpen(.text)), .choice(1, .text(bytes("b"))),
            .choice(1, .text(bytes("B"))), .partClose, .choice(1, .partClose), .choice(1, completed(.length)),
            completed(.stop),
        ]
        #expect(try events(chatCompletions, stream: stream) == expected)
    }

    @Test func aRefusalIsAPartOfItsOwn() throws {
        let stream = [
            #"{"choices":[{"delta":{"refusal":"I can"}}]}"#, #"{"choices":[{"delta":{"refusal":"not."}}]}"#,
            #"{"choices":[{"delta":{},"finish_reason":"stop"}]}"#,
        ]
        #expect(
            try events(chatCompletions, stream: stream) == [
                .partOpen(.refusal), .refusal(bytes("I can")), .refusal(bytes("not.")), .partClose, completed(.stop),
            ]
        )
    }

    /// A filter and an answer without anything are no errors here: who shows the answer judges.
    @Test func anAnswerWithoutTextIsNoFault() throws {
        let filtered = try events(
            Gemini(),
            document:
                #"{"candidates":[{"finishReason":"SAFETY","finishMessage":"No."}],"usageMetadata":{"promptTokenCount":1,"totalTokenCount":1}}"#
        )
        let details = FinishDetails(field: "finish reason", word: "SAFETY", message: "No.")
        let usage = Usage(promptTokens: 1, completionTokens: 0, totalTokens: 1)
        #expect(filtered == [completed(.contentFilter, details, usage: usage)])
        let blocked = try events(Gemini(), stream: [#"{"promptFeedback":{"blockReason":"OTHER"}}"#])
        #expect(blocked == [completed(.contentFilter, FinishDetails(field: "block reason", word: "OTHER"))])
        let empty = try events(AnthropicMessages(), document: #"{"content":[],"stop_reason":"end_turn"}"#)
        #expect(empty == [completed(.stop, FinishDetails(field: "stop reason", word: "end_turn"))])
    }

    @Test func blocksOfAnthropicsStream() throws {
        let stream = [
            #"{"type":"message_start","message":{"usage":{"input_tokens":5,"output_tokens":1}}}"#,
            #"{"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":""}}"#,
            #"{"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"Hm."}}"#,
            #"{"type":"content_block_stop","index":0}"#,
            #"{"type":"content_block_start","index":1,"content_block":{"type":"tool_use","id":"t1","name":"f","input":{}}}"#,
            #"{"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"{\"x\":"}}"#,
            #"{"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"1}"}}"#,
            #"{"type":"content_block_stop","index":1}"#,
            #"{"type":"content_block_start","index":2,"content_block":{"type":"server_tool_use","id":"s1","name":"web_search","input":{}}}"#,
            #"{"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":"{}"}}"#,
            #"{"type":"content_block_stop","index":2}"#,
            #"{"type":"message_delta","delta":{"stop_reason":"tool_use"},"usage":{"output_tokens":7}}"#,
            #"{"type":"message_stop"}"#,
        ]
        let usage = Usage(promptTokens: 5, completionTokens: 7, totalTokens: 12)
        let details = FinishDetails(field: "stop reason", word: "tool_use")
        let expected: [ChatEvent] =
            [.partOpen(.reasoning), .reasoning(bytes("Hm.")), .partClose] + call("t1", "f", #"{"x":"#, "1}")
            + [completed(.toolCalls, details, usage: usage)]
        #expect(try events(AnthropicMessages(), stream: stream) == expected)
    }

    @Test func blocksOfAnthropicsDocument() throws {
        let document =
            #"{"content":[{"type":"text","text":"a"},{"type":"text","text":"b"},{"type":"tool_use","id":"t1","name":"f","input":{"x":1}},{"type":"tool_use","id":"t2","name":"f","input":{}}],"stop_reason":"tool_use"}"#
        let expected: [ChatEvent] =
            [.partOpen(.text), .text(bytes("ab")), .partClose] + call("t1", "f", #"{"x":1}"#) + call("t2", "f")
            + [completed(.toolCalls, FinishDetails(field: "stop reason", word: "tool_use"))]
        #expect(try events(AnthropicMessages(), document: document) == expected)
    }

    /// A signature behind a signed call is of the empty text that it stands with, and a later call has its own.
    @Test func aCallOfGeminisHasOneSignature() throws {
        let event =
            #"{"candidates":[{"content":{"parts":[{"functionCall":{"name":"f"},"thoughtSignature":"a"},{"text":"","thoughtSignature":"b"},{"functionCall":{"name":"g"},"thoughtSignature":"c"}]},"finishReason":"STOP"}]}"#
        let values = try events(Gemini(), stream: [event]).compactMap { event in
            if case .opaque(let value) = event { value.value } else { nil }
        }
        #expect(values == ["a", "c"])
    }

    /// Parts keep their order; texts that come together are one piece.
    @Test func partsOfGeminisCandidate() throws {
        let event =
            #"{"candidates":[{"content":{"parts":[{"text":"Hm.","thought":true},{"text":"a"},{"text":"b"},{"functionCall":{"name":"f","args":{"x":1}}},{"functionCall":{"id":"g1","name":"g"}},{"text":"c"}]},"finishReason":"STOP"}]}"#
        let expected: [ChatEvent] =
            [
                .partOpen(.reasoning), .reasoning(bytes("Hm.")), .partClose,
                .partOpen(.text), .text(bytes("ab")), .partClose,
            ] + call("", "f", #"{"x":1}"#) + call("g1", "g")
            + [
                .partOpen(.text), .text(bytes("c")), .partClose,
                completed(.stop, FinishDetails(field: "finish reason", word: "STOP")),
            ]
        #expect(try events(Gemini(), stream: [event]) == expected)
        #expect(try events(Gemini(), document: event) == expected)
    }

    /// Nothing is emitted of a document that turns out to be broken off.
    @Test func aBrokenDocumentEmitsNothing() {
        var events: [ChatEvent] = []
        let document = bytes(#"{"choices":[{"message":{"content":"Hi"},"finish_reason":"error"}]}"#)
        #expect(throws: ProviderFault.self) {
            try chatCompletions.decode(document: document) { events.append($0) }
        }
        #expect(events == [])
    }

    @Test func nothingComesAfterTheEnd() throws {
        let end = #"{"choices":[{"delta":{"content":"a"},"finish_reason":"stop"}]}"#
        let late = #"{"choices":[{"delta":{"content":"b"}}]}"#
        let expected: [ChatEvent] = [.partOpen(.text), .text(bytes("a")), .partClose, completed(.stop)]
        #expect(try events(chatCompletions, stream: [end, "[DONE]", late]) == expected)
    }

    /// A citation divides a text into blocks.
    @Test func neighbouringTextsOfADocumentAreOne() throws {
        let blocks =
            #"{"type":"text","text":"A "},{"type":"text","text":"b"},{"type":"thinking","thinking":"t"},"#
            + #"{"type":"text","text":"c"},{"type":"text","text":""},{"type":"text","text":"d"}"#
        let document = #"{"content":[\#(blocks)],"stop_reason":"end_turn"}"#
        let emitted = try events(AnthropicMessages(), document: document)
        let texts = emitted.compactMap { event in
            if case .text(let piece) = event { String(decoding: piece, as: UTF8.self) } else { nil }
        }
        #expect(texts == ["A b", "cd"])
    }

    @Test func toolCallsWithoutAnEndAreAFault() {
        let chunks = (0..<1_200).map { #"{"choices":[{"delta":{"tool_calls":[{"index":\#($0),"id":"c\#($0)"}]}}]}"# }
        #expect(throws: ProviderFault.self) { try events(chatCompletions, stream: chunks) }
    }

    @Test func aChoiceThatBreaksOffDoesNotEndTheFirst() throws {
        let stream = [
            #"{"choices":[{"index":0,"delta":{"content":"a"},"finish_reason":"stop"}]}"#,
            #"{"choices":[{"index":1,"delta":{"content":"b"},"finish_reason":"error"}]}"#, "[DONE]",
        ]
        #expect(try events(chatCompletions, stream: stream).last == completed(.stop))
    }
}
