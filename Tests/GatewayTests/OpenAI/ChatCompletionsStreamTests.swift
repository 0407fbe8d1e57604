// SPDX-License-Identifier: Apache-2.0

import JSONCoding
import Testing
import UpstreamTesting

@testable import Gateway

/// Streams of chat completions, however the provider's bytes come, and wherever they end.
@Suite struct ChatCompletionsStreamTests {
    /// A provider's stream with a thought, a text and two tool calls.
    enum Stream: String, CaseIterable {
        case openai, anthropic, google

        var response: ScriptedResponse {
            switch self {
            case .openai:
                .events([
                    #"{"id":"c","choices":[{"index":0,"delta":{"role":"assistant","content":""}}]}"#,
                    #"{"id":"c","choices":[{"index":0,"delta":{"reasoning_content":"Hm."}}]}"#,
                    #"{"id":"c","choices":[{"index":0,"delta":{"content":"Grüße "}}]}"#,
                    #"{"id":"c","choices":[{"index":0,"delta":{"content":"\u00e4"}}]}"#,
                    #"{"id":"c","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"id":"a","type":"function","function":{"name":"f","arguments":""}}]}}]}"#,
                    #"{"id":"c","choices":[{"index":0,"delta":{"tool_calls":[{"index":0,"function":{"arguments":"{\"x\":1}"}}]}}]}"#,
                    #"{"id":"c","choices":[{"index":0,"delta":{"tool_calls":[{"index":1,"id":"b","type":"function","function":{"name":"g","arguments":"{}"}}]}}]}"#,
                    #"{"id":"c","choices":[{"index":0,"delta":{},"finish_reason":"tool_calls"}]}"#,
                    #"{"id":"c","choices":[],"usage":{"prompt_tokens":1,"completion_tokens":2,"total_tokens":3}}"#,
                ])
            case .anthropic:
                .events(
                    [
                        #"{"type":"message_start","message":{"id":"m","usage":{"input_tokens":1}}}"#,
                        #"{"type":"content_block_start","index":0,"content_block":{"type":"thinking","thinking":""}}"#,
                        #"{"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"Hm."}}"#,
                        #"{"type":"content_block_delta","index":0,"delta":{"type":"signature_delta","signature":"s"}}"#,
                        #"{"type":"content_block_stop","index":0}"#,
                        #"{"type":"content_block_start","index":1,"content_block":{"type":"text","text":""}}"#,
                        #"{"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"Grüße "}}"#,
                        #"{"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"\u00e4"}}"#,
                        #"{"type":"content_block_stop","index":1}"#,
                        #"{"type":"content_block_start","index":2,"content_block":{"type":"tool_use","id":"a","name":"f","input":{}}}"#,
                        #"{"type":"content_block_delta","index":2,"delta":{"type":"input_json_delta","partial_json":"{\"x\":1}"}}"#,
                        #"{"type":"content_block_stop","index":2}"#,
                        #"{"type":"content_block_start","index":3,"content_block":{"type":"tool_use","id":"b","name":"g","input":{}}}"#,
                        #"{"type":"content_block_stop","index":3}"#,
                        #"{"type":"message_delta","delta":{"stop_reason":"tool_use"},"usage":{"output_tokens":2}}"#,
                        #"{"type":"message_stop"}"#,
                    ],
                    isDone: false
                )
            case .google:
                .events(
                    [
                        #"{"candidates":[{"content":{"parts":[{"text":"Hm.","thought":true}]}}]}"#,
                        #"{"candidates":[{"content":{"parts":[{"text":"Grüße "},{"text":"\u00e4"}]}}]}"#,
                        #"{"candidates":[{"content":{"parts":[{"functionCall":{"name":"f","args":{"x":1}},"thoughtSignature":"s"},{"functionCall":{"name":"g"}}]}}]}"#,
                        #"{"candidates":[{"content":{"parts":[]},"finishReason":"STOP"}],"usageMetadata":{"promptTokenCount":1,"candidatesTokenCount":2,"totalTokenCount":3}}"#,
                    ],
                    isDone: false
                )
            }
        }

        func answer(_ response: ScriptedResponse) async throws -> DoorClient.Response {
            let body =
                #"{"model":"\#(rawValue)/m","stream":true,"stream_options":{"include_usage":true},"messages":[{"role":"user","content":"Hi"}]}"#
            return await (try DoorClient([response])).send("/v1/chat/completions", body)
        }
    }

    /// What a client puts together.
    struct Message: Equatable {
        var text = ""
        var calls: [String] = []
        var arguments: [String] = []
        var finishReason: String?
        var totalTokens: Int?
        var error: String?
        var isDone = false

        init(_ response: DoorClient.Response) throws {
            for event in response.events {
                // Behind the end there is nothing.
                try #require(!isDone && error == nil)
                if event == "[DONE]" {
                    isDone = true
                    continue
                }
                let chunk = try JSONValue(parsing: Array(event.utf8)[...])
                if let error = chunk["error"] {
                    self.error = error["message"]?.stringValue
                    continue
                }
                totalTokens = chunk["usage"]?["total_tokens"]?.intValue ?? totalTokens
                let choice = chunk["choices"]?[0]
                finishReason = choice?["finish_reason"]?.stringValue ?? finishReason
                text += choice?["delta"]?["content"]?.stringValue ?? ""
                for delta in choice?["delta"]?["tool_calls"]?.arrayValue ?? [] {
                    let index = try #require(delta["index"]?.intValue)
                    if let name = delta["function"]?["name"]?.stringValue {
                        // Dense, from 0, each once.
                        try #require(index == calls.count)
                        calls.append(name)
                        arguments.append("")
                    }
                    try #require(index < calls.count)
                    arguments[index] += delta["function"]?["arguments"]?.stringValue ?? ""
                }
            }
        }
    }

    @Test(arguments: Stream.allCases)
    func theAnswerIsWhole(_ stream: Stream) async throws {
        let message = try Message(try await stream.answer(stream.response))
        #expect(message.text == "Grüße ä")
        #expect(message.calls == ["f", "g"])
        #expect(message.arguments == [#"{"x":1}"#, "{}"])
        #expect(message.finishReason == "tool_calls")
        #expect(message.totalTokens == 3)
        #expect(message.isDone)
    }

    /// Where the bytes are cut does not matter.
    @Test(arguments: Stream.allCases)
    func cutsChangeNothing(_ stream: Stream) async throws {
        let whole = try Message(try await stream.answer(stream.response))
        #expect(try Message(try await stream.answer(stream.response.byteByByte)) == whole)
        for offset in 1..<stream.response.pieces.joined().count {
            #expect(try Message(try await stream.answer(stream.response.cut(at: offset))) == whole, "\(offset)")
        }
    }

    /// A stream that ends too early, at any byte, is an error: with a status of its own, or as the last event.
    @Test(arguments: Stream.allCases)
    func anEarlyEndIsAnError(_ stream: Stream) async throws {
        let whole = try Message(try await stream.answer(stream.response))
        let bytes = stream.response.pieces.flatMap(\.self)
        var endings: Set<String> = []
        for length in 0..<bytes.count {
            var response = stream.response
            response.pieces = [Array(bytes[..<length])]
            let answer = try await stream.answer(response)
            guard answer.status == 200 else {
                #expect(answer.status == 502, "\(length)")
                #expect(answer.json?["error"]?["message"]?.stringValue?.isEmpty == false)
                endings.insert("status")
                continue
            }
            let message = try Message(answer)
            #expect(whole.text.hasPrefix(message.text))
            if message.isDone {
                // Only what says nothing of the answer was missing.
                #expect(message.finishReason == "tool_calls", "\(length)")
                #expect(message.text == whole.text && message.calls == whole.calls)
                #expect(message.arguments == whole.arguments)
                endings.insert("whole")
            } else {
                #expect(message.error?.isEmpty == false, "\(length)")
                endings.insert("event")
            }
        }
        #expect(endings.isSuperset(of: ["status", "event"]))
    }

    /// No field of the stream makes a client's decoder hand out an event without data: `id:`, `retry:`, a bare `event:`.
    @Test(arguments: Stream.allCases)
    func everyLineIsData(_ stream: Stream) async throws {
        let answer = try await stream.answer(stream.response)
        for line in answer.body.split(separator: "\n") { #expect(line.hasPrefix("data: "), "\(line)") }
    }

    /// A line separator within a text is text.
    @Test(arguments: ["\u{2028}", "\u{2029}", "\u{85}"])
    func separatorsOfUnicodeEndNoLine(_ separator: String) async throws {
        let responses: [(Stream, ScriptedResponse)] = [
            (.openai, .events([#"{"choices":[{"delta":{"content":"a\#(separator)b"},"finish_reason":"stop"}]}"#])),
            (
                .anthropic,
                .events(
                    [
                        #"{"type":"message_start","message":{}}"#,
                        #"{"type":"content_block_start","index":0,"content_block":{"type":"text","text":"a\#(separator)b"}}"#,
                        #"{"type":"message_delta","delta":{"stop_reason":"end_turn"}}"#, #"{"type":"message_stop"}"#,
                    ],
                    isDone: false
                )
            ),
            (
                .google,
                .events(
                    [#"{"candidates":[{"content":{"parts":[{"text":"a\#(separator)b"}]},"finishReason":"STOP"}]}"#],
                    isDone: false
                )
            ),
        ]
        for (stream, response) in responses {
            let message = try Message(try await stream.answer(response))
            #expect(message.text.unicodeScalars.elementsEqual("a\(separator)b".unicodeScalars))
            #expect(message.finishReason == "stop" && message.isDone)
        }
    }

    /// A provider that answers a stream with something else has failed, and that has a status.
    @Test(arguments: Stream.allCases)
    func whatIsNoStreamIsAFailure(_ stream: Stream) async throws {
        for body in ["", "<html><body>Welcome</body></html>", #"{"error":{"message":"No."}}"#, #"{"choices":[{"#] {
            for type in ["text/event-stream", "application/json", "text/html"] {
                let answer = try await stream.answer(ScriptedResponse(body, type: type))
                #expect(answer.status >= 500, "\(body) \(type)")
                #expect(answer.json?["error"]?["message"]?.stringValue?.isEmpty == false, "\(body) \(type)")
            }
        }
    }

    /// The usage may come before the end, and be taken back by a null.
    @Test func theUsageMayStandAnywhere() async throws {
        let response = ScriptedResponse.events([
            #"{"choices":[],"usage":{"prompt_tokens":1,"completion_tokens":2,"total_tokens":3}}"#,
            #"{"choices":[{"index":0,"delta":{"content":"a"}}],"usage":null}"#,
            #"{"choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"usage":null}"#,
        ])
        let message = try Message(try await Stream.openai.answer(response))
        #expect(message.text == "a" && message.totalTokens == 3 && message.isDone)
    }
}
