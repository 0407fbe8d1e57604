// SPDX-License-Identifier: Apache-2.0

import ByteStrings
import Chat
import HTTPTypes
import JSONCoding
import Testing
import Upstream
import UpstreamTesting

@testable import Attempts
@testable import Dialects
@testable import Providers

/// The requests of chats, field by field.
@Suite struct RequestTests {
    private func request(_ provider: Provider, _ chat: ChatRequest, streaming: Bool) throws -> UpstreamRequest {
        provider.request(chat, streaming: streaming)
    }

    private func body(_ provider: String, _ model: String, streaming: Bool = false) throws -> String {
        String(decoding: try request(.scripted(provider), .brief(model), streaming: streaming).body, as: UTF8.self)
    }

    private let messages =
        #""messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"Say hello."}]"#

    @Test func bodiesByProvider() throws {
        let stream = #""stream":true,"stream_options":{"include_usage":true}"#
        #expect(
            try body("openai", "gpt-4o")
                == #"{"model":"gpt-4o",\#(messages),"temperature":0.2,"max_completion_tokens":256,"stream":false}"#
        )
        #expect(
            try body("openai", "gpt-5-mini", streaming: true)
                == #"{"model":"gpt-5-mini",\#(messages),"max_completion_tokens":256,\#(stream)}"#
        )
        #expect(
            try body("groq", "openai/gpt-oss-120b", streaming: true)
                == #"{"model":"openai/gpt-oss-120b",\#(messages),"temperature":0.2,"max_completion_tokens":256,"#
                + "\(stream)}"
        )
        #expect(
            try body("groq", "qwen/qwen3-32b")
                == #"{"model":"qwen/qwen3-32b",\#(messages),"temperature":0.2,"max_completion_tokens":256,"#
                + #""reasoning_format":"parsed","stream":false}"#
        )
        #expect(
            try body("local", "qwen3:8b", streaming: true)
                == #"{"model":"qwen3:8b",\#(messages),"temperature":0.2,"max_tokens":256,\#(stream)}"#
        )
    }

    @Test func headersAndURL() throws {
        let openAI = try request(.scripted("openai"), .brief(), streaming: true)
        #expect(openAI.method == .post)
        #expect(openAI.url == "https://api.openai.com/v1/chat/completions")
        #expect(openAI.headerFields[.authorization] == "Bearer \(Provider.testKey)")
        #expect(openAI.headerFields[.contentType] == "application/json")
        #expect(openAI.headerFields[.accept] == "text/event-stream")
        #expect(openAI.headerFields[.acceptEncoding] == "identity")
        #expect(openAI.headerFields[.userAgent] == "llm-gateway/\(Version.number)")
        #expect(openAI.headerFields.count == 5)

        let local = try #require(ProviderRegistry(ProviderConfiguration())["local"])
        let plain = try request(local, .brief(), streaming: false)
        #expect(plain.url == "http://localhost:11434/v1/chat/completions")
        #expect(plain.headerFields[.authorization] == nil)
        #expect(plain.headerFields[.accept] == "application/json")
    }

    @Test func textsAreEscaped() throws {
        var chat = ChatRequest.brief("a \"b\"/c@d%e")
        chat.messages = [ChatMessage(role: .user, "\"\\\n\u{0}\u{1F}é😀\u{2028}")]
        let value = try JSONValue(parsing: request(.scripted("local"), chat, streaming: false).body[...])
        #expect(value["model"]?.textValue == chat.model)
        #expect(value["messages"]?[0]?["content"]?.stringValue == "\"\\\n\u{0}\u{1F}é😀\u{2028}")
    }

    @Test(arguments: [0.0, 1.0, 0.7, 1e-5])
    func temperatures(_ temperature: Double) throws {
        var chat = ChatRequest.brief()
        chat.temperature = temperature
        let value = try JSONValue(parsing: request(.scripted("local"), chat, streaming: false).body[...])
        #expect(value["temperature"]?.doubleValue == temperature)
    }

    @Test(arguments: [
        "gpt-4o", "gpt-4o-mini", "gpt-4.1-nano", "gpt-3.5-turbo", "gpt-4-turbo", "chatgpt-4o-latest",
        "gpt-5-chat-latest",
        "gpt-5.1", "gpt-5.2", "gpt-5.3", "gpt-5.4", "gpt-5.4-mini", "ft:gpt-4o-mini-2024-07-18:acme::abc",
        "gpt-4", "gpt-4.5-preview", "davinci-002", "omni-x", "something-new",
    ])
    func modelsWithTemperature(_ model: String) {
        #expect(OpenAIModels.traits(of: ByteString(model)).takesTemperature)
    }

    @Test(arguments: [
        "o1", "o1-mini", "o3", "o3-mini", "o4-mini", "O3-mini", "gpt-5", "gpt-5-mini", "gpt-5-nano", "gpt-5-pro",
        "gpt-5-codex", "gpt-5.5", "gpt-5.6-mini", "gpt-5.5-pro", "gpt-5.4-pro", "gpt-5.2-pro", "gpt-5.1-chat-latest",
        "gpt-5.1-codex-max", "gpt-4o-search-preview", "gpt-4o-mini-search-preview-2025-03-11", "ft:o4-mini:acme::x",
        "ft:gpt-5-mini:acme:gpt-4o:x", "gpt-5.10", "gpt-5.6", "gpt-5.2-chat-latest", "gpt-5.1-codex",
        "gpt-5.1-codex-mini", "gpt-5.3-codex", "o1-pro", "o4-mini-2025-04-16", "gpt-5-mini-2025-08-07",
    ])
    func modelsWithoutTemperature(_ model: String) {
        #expect(!OpenAIModels.traits(of: ByteString(model)).takesTemperature)
    }

    @Test(arguments: [
        ("qwen/qwen3-32b", "parsed"), ("qwen/qwen3.6-27b", "parsed"), ("qwen-qwq-32b", "parsed"),
        ("deepseek-r1-distill-llama-70b", "parsed"), ("Qwen/Qwen3-32B", "parsed"), ("openai/gpt-oss-20b", nil),
        ("llama-3.3-70b-versatile", nil), ("qwen/qwen3-30b-a3b-instruct", nil), ("groq/compound", nil),
        ("moonshotai/kimi-k2-instruct", nil),
    ])
    func reasoningFormatsOfGroq(_ model: String, _ format: String?) throws {
        let body = try request(.scripted("groq"), .brief(model), streaming: false).body
        #expect(try JSONValue(parsing: body[...])["reasoning_format"]?.stringValue == format)
    }

    @Test func conversations() {
        func messages(_ system: String, _ user: String) -> [ChatMessage] {
            ChatMessage.conversation(systemPrompt: ArraySlice(system.utf8), userPrompt: ArraySlice(user.utf8))
        }
        #expect(messages("s", "u") == [ChatMessage(role: .system, "s"), ChatMessage(role: .user, "u")])
        #expect(messages("", "u") == [ChatMessage(role: .user, "u")])
        #expect(messages("s", "") == [ChatMessage(role: .user, "s")])
        #expect(messages("", "").isEmpty)
    }

    @Test func mergingSystemTexts() {
        var chat = ChatRequest.brief()
        chat.messages = [
            ChatMessage(role: .system, "a"), ChatMessage(role: .assistant, "x"), ChatMessage(role: .system, "b"),
            ChatMessage(role: .user, "c"), ChatMessage(role: .user, "d"),
        ]
        #expect(
            chat.mergingSystemText == [
                ChatMessage(role: .assistant, "x"), ChatMessage(role: .user, "a\n\nb\n\nc"),
                ChatMessage(role: .user, "d"),
            ]
        )
        chat.messages = [ChatMessage(role: .system, "a")]
        #expect(chat.mergingSystemText == [ChatMessage(role: .user, "a")])
        chat.messages = [ChatMessage(role: .user, "a")]
        #expect(chat.mergingSystemText == chat.messages)
    }
}
