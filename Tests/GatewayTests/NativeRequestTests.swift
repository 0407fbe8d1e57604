// SPDX-License-Identifier: Apache-2.0

import ByteStrings
import Chat
import Configuration
import FastCGI
import HTTPTypes
import Providers
import Testing

@testable import Gateway

struct NativeRequestTests {
    private static let registry = try? Configuration(environment: ["OPENAI_API_KEY": "sk-0123456789"]).registry

    private static func nested(_ depth: Int) -> String {
        String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }

    private func chat(_ body: String) throws -> ChatRequest {
        try chat(Request(params: Params(), body: Array(body.utf8)))
    }

    private func chat(_ request: Request) throws -> ChatRequest {
        try NativeRequest(request, for: .generation, registry: try #require(Self.registry)).generation
    }

    private func fault(_ request: Request) throws -> GatewayError? {
        do {
            _ = try chat(request)
            return nil
        } catch let error as GatewayError {
            return error
        }
    }

    @Test func theReferencesExampleIsRead() throws {
        let request = try chat(
            """
            {"model": "openai/gpt-4o", "prompt": "You are a helpful assistant.",
             "user_prompt": "What is the capital of France?", "temperature": 0.7, "max_tokens": 150}
            """
        )
        #expect(request.model == "gpt-4o")
        #expect(
            request.messages == [
                ChatMessage(role: .system, "You are a helpful assistant."),
                ChatMessage(role: .user, "What is the capital of France?"),
            ]
        )
        #expect(request.temperature == 0.7)
        #expect(request.maxTokens == 150)
    }

    /// The native API's parameters may be left out, and a short answer needs no long thoughts.
    @Test func howAModelIsAsked() throws {
        func chat(_ maxTokens: Int) throws -> ChatRequest {
            try self.chat(#"{"model":"local/m","user_prompt":"hi","temperature":0.5,"max_tokens":\#(maxTokens)}"#)
        }
        #expect(try chat(1_023).reasoning == Reasoning(budgetTokens: 0))
        #expect(try chat(1_024).reasoning == nil)
        #expect(try chat(1_024).fixedParameters.isEmpty)
    }

    @Test func whatIsAbsentHasItsDefault() throws {
        let request = try chat(#"{"model":"local/m","user_prompt":"hi"}"#)
        #expect(request.messages == [ChatMessage(role: .user, "hi")])
        #expect(request.temperature == 0.2)
        #expect(request.maxTokens == 4_096)
    }

    @Test(arguments: [
        (#"{"model":"local/a/b:c d","user_prompt":"x"}"#, "a/b:c d"),
        (#"{"model":"LOCAL/m","user_prompt":"x"}"#, "m"),
        (#"{"model":"local/one","model":"local/two","user_prompt":"x"}"#, "two"),
        (#"{"model":5,"model":"local/last","user_prompt":"x"}"#, "last"),
        (#"{"unknown":{"a":[1,null]},"model":"local/m","user_prompt":"x"}"#, "m"),
    ])
    func modelsAreSplitAtTheFirstSlash(_ body: String, _ name: String) throws {
        #expect(try chat(body).model == ByteString(name))
    }

    @Test(arguments: [
        ("0", 0.0), ("1", 1.0), ("1.0", 1.0), ("0.5", 0.5), ("1e-05", 0.00001), ("5E-1", 0.5), ("-0", 0.0),
    ])
    func temperaturesAreNumbersFromZeroToOne(_ text: String, _ value: Double) throws {
        #expect(try chat(#"{"model":"local/m","user_prompt":"x","temperature":\#(text)}"#).temperature == value)
    }

    @Test(arguments: [("1", 1), ("32768", 32_768), ("150.0", 150), ("1.5e2", 150)])
    func maxTokensAreIntegers(_ text: String, _ value: Int) throws {
        #expect(try chat(#"{"model":"local/m","user_prompt":"x","max_tokens":\#(text)}"#).maxTokens == value)
    }

    @Test(arguments: [
        (#""prompt":"sys","user_prompt":null"#, [ChatMessage(role: .user, "sys")]),
        (#""prompt":null,"user_prompt":"x""#, [ChatMessage(role: .user, "x")]),
        (#""prompt":"","user_prompt":"\u00e9\n""#, [ChatMessage(role: .user, "é\n")]),
    ])
    func promptsMayBeNull(_ prompts: String, _ messages: [ChatMessage]) throws {
        #expect(try chat(#"{"model":"local/m",\#(prompts)}"#).messages == messages)
    }

    @Test(arguments: [
        (#"{"user_prompt":"x"}"#, "model: expected a string \"provider/name\", got nothing"),
        (#"{"model":7,"user_prompt":"x"}"#, "model: expected a string \"provider/name\", got 7"),
        (#"{"model":"gpt-4o","user_prompt":"x"}"#, "model: expected \"provider/name\", got \"gpt-4o\""),
        (#"{"model":"/m","user_prompt":"x"}"#, "model: expected \"provider/name\""),
        (#"{"model":"local/","user_prompt":"x"}"#, "model: expected \"provider/name\""),
        (
            #"{"model":"nobody/m","user_prompt":"x"}"#,
            "model: unknown provider \"nobody\", expected one of openai, groq, google, local"
        ),
        (#"{"model":"groq/m","user_prompt":"x"}"#, "model: provider groq has no key: set GROQ_API_KEY"),
        (#"{"model":"anthropic/m","user_prompt":"x"}"#, "model: provider anthropic has no key: set ANTHROPIC_API_KEY"),
        (#"{"model":"local/m","prompt":5}"#, "prompt: expected a string or null, got 5"),
        (#"{"model":"local/m","user_prompt":["x"]}"#, "user_prompt: expected a string or null, got an array"),
        (#"{"model":"local/m"}"#, "user_prompt: expected text"),
        (#"{"model":"local/m","prompt":"","user_prompt":""}"#, "user_prompt: expected text"),
        (
            #"{"model":"local/m","user_prompt":"x","temperature":1.7}"#,
            "temperature: expected a number between 0.0 and 1.0, got 1.7"
        ),
        (#"{"model":"local/m","user_prompt":"x","temperature":-0.1}"#, "got -0.1"),
        (#"{"model":"local/m","user_prompt":"x","temperature":"0.5"}"#, "temperature: expected a number"),
        (#"{"model":"local/m","user_prompt":"x","temperature":true}"#, "got a boolean"),
        (#"{"model":"local/m","user_prompt":"x","temperature":null}"#, "got null"),
        (#"{"model":"local/m","user_prompt":"x","temperature":1e999}"#, "got 1e999"),
        (
            #"{"model":"local/m","user_prompt":"x","max_tokens":0}"#,
            "max_tokens: expected an integer between 1 and 32768"
        ),
        (#"{"model":"local/m","user_prompt":"x","max_tokens":32769}"#, "got 32769"),
        (#"{"model":"local/m","user_prompt":"x","max_tokens":1.5}"#, "got 1.5"),
        (#"{"model":"local/m","user_prompt":"x","max_tokens":"10"}"#, "got a string"),
        ("", "request body: expected a JSON object, got nothing"),
        ("[]", "request body: expected a JSON object, got an array"),
        ("{", "request body: "),
        (#"{"model":"local/m","user_prompt":"x"} x"#, "request body: "),
        (#"{"model":"local/m","user_prompt":"x","temperature":NaN}"#, "request body: "),
        (#"{"model":"local/m","user_prompt":"x","other":[1,]}"#, "request body: "),
        (#"{"model":"local/m","user_prompt":"x","o":\#(nested(64))}"#, "request body: "),
    ])
    func everyFaultNamesItsFieldAndWhatCame(_ body: String, _ message: String) throws {
        let error = try #require(try fault(Request(params: Params(), body: Array(body.utf8))))
        #expect(error.nativeStatus == .badRequest)
        #expect(error.message.contains(message), "\(error.message)")
    }

    @Test func allFaultsComeInOneMessage() throws {
        let body = #"{"model":"x/y","prompt":1,"user_prompt":2,"temperature":3,"max_tokens":-4}"#
        let message = try #require(try fault(Request(params: Params(), body: Array(body.utf8)))).message
        for field in ["model:", "prompt:", "user_prompt:", "temperature:", "max_tokens:"] {
            #expect(message.contains(field))
        }
    }

    @Test(arguments: [
        (#"{"model":"nobody/m"}"#, ["unknown provider", "user_prompt: expected text"]),
        (#"{"model":"local/m","temperature":7}"#, ["temperature", "user_prompt: expected text"]),
        (#"{"model":"local/m","prompt":1}"#, ["prompt: expected a string or null, got 1"]),
    ])
    func missingPromptsAreNamedWithTheOtherFaults(_ body: String, _ parts: [String]) throws {
        let message = try #require(try fault(Request(params: Params(), body: Array(body.utf8)))).message
        for part in parts { #expect(message.contains(part), "\(message)") }
    }

    @Test func aFaultShowsOnlyTheStartOfWhatCame() throws {
        let name = "a" + String(repeating: "\u{301}", count: 100_000)
        let body = #"{"model":"\#(name)","user_prompt":"x"}"#
        let message = try #require(try fault(Request(params: Params(), body: Array(body.utf8)))).message
        #expect(message.utf8.count < 1_000)
        let long = #"{"model":"local/\#(name)","user_prompt":"x"}"#
        let fault = try fault(Request(params: Params(), body: Array(long.utf8)))
        #expect(fault?.message == "model: expected at most 2048 bytes, got 200007")
    }

    @Test func depthSixtyFourIsRead() throws {
        #expect(try chat(#"{"model":"local/m","user_prompt":"x","o":\#(Self.nested(63))}"#).model == "m")
    }

    @Test(arguments: [[0xFF], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80]] as [[UInt8]])
    func bytesThatAreNoUTF8AreAFault(_ bytes: [UInt8]) throws {
        let body = Array(#"{"model":"local/m","user_prompt":""#.utf8) + bytes + Array(#""}"#.utf8)
        let error = try #require(try fault(Request(params: Params(), body: body)))
        #expect(error.nativeStatus == .badRequest)
        #expect(error.message.contains("UTF-8"))
    }

    @Test func bodiesThatAreNotWholeAreFaults() throws {
        let large = try fault(Request(params: Params(), bodyState: .tooLarge(limit: 10)))
        #expect(large?.nativeStatus == .contentTooLarge)
        #expect(large?.message.contains("10 bytes") == true)
        let short = try fault(Request(params: Params(), bodyState: .incomplete(expected: 9, received: 4)))
        #expect(short?.nativeStatus == .badRequest)
        #expect(short?.message == "request body: expected 9 bytes, got only 4 bytes")
    }
}
