// SPDX-License-Identifier: Apache-2.0

import ByteStrings
import Chat
import Dialects
import HTTPTypes
import JSONCoding
import Testing
import Upstream
import UpstreamTesting

@testable import Attempts
@testable import Providers

/// The requests to Anthropic, as far as the fixtures leave them open: headers, URLs, and what is known of models.
@Suite struct AnthropicRequestTests {
    private func request(_ provider: Provider, streaming: Bool = false) throws -> UpstreamRequest {
        provider.request(.brief("claude-haiku-4-5"), streaming: streaming)
    }

    @Test(arguments: [true, false])
    func headers(isStream: Bool) throws {
        let fields = try request(.scripted("anthropic"), streaming: isStream).headerFields
        #expect(fields[try #require(HTTPField.Name("x-api-key"))] == Provider.testKey)
        #expect(fields[try #require(HTTPField.Name("anthropic-version"))] == "2023-06-01")
        #expect(fields[.authorization] == nil)
        #expect(fields[.contentType] == "application/json")
        #expect(fields[.accept] == (isStream ? "text/event-stream" : "application/json"))
        #expect(fields[.acceptEncoding] == "identity")
        #expect(fields[.userAgent] == "llm-gateway/\(Version.number)")
        #expect(fields.count == 6)
    }

    @Test func bodyByteForByte() throws {
        let body = try request(.scripted("anthropic"), streaming: true).body
        #expect(
            String(decoding: body, as: UTF8.self)
                == #"{"model":"claude-haiku-4-5","max_tokens":256,"system":"Be brief.","#
                + #""messages":[{"role":"user","content":"Say hello."}],"temperature":0.2,"stream":true}"#
        )
    }

    @Test(arguments: [
        ("", "https://api.anthropic.com/v1/messages"),
        ("https://api.anthropic.com/", "https://api.anthropic.com/v1/messages"),
        ("https://api.anthropic.com/v1", "https://api.anthropic.com/v1/messages"),
        ("https://api.anthropic.com/v1/", "https://api.anthropic.com/v1/messages"),
        ("http://h:1", "http://h:1/v1/messages"),
        ("https://h/anthropic/", "https://h/anthropic/v1/messages"),
        ("https://h/anthropic/v1", "https://h/anthropic/v1/messages"),
    ])
    func baseURLs(_ configured: String, _ expected: String) throws {
        let settings = ProviderSettings(baseURL: configured, key: Secret("k"))
        let registry = try ProviderRegistry(ProviderConfiguration(settings: ["anthropic": settings]))
        #expect(try request(try #require(registry["anthropic"])).url == expected)
    }

    @Test func textsAreEscaped() throws {
        let provider = Provider.scripted("anthropic")
        let text = "\"\\\n\u{0}\u{1F}é😀\u{2028}"
        var chat = ChatRequest.brief("claude \"x\"/c@d%e")
        chat.messages = [ChatMessage(role: .system, text), ChatMessage(role: .user, text)]
        let body = provider.request(chat).body
        let value = try JSONValue(parsing: body[...])
        #expect(value["model"]?.textValue == chat.model)
        #expect(value["system"]?.stringValue == text)
        #expect(value["messages"]?[0]?["content"]?.stringValue == text)
    }

    @Test(arguments: [
        "claude-haiku-4-5", "claude-haiku-4-5-20251001", "claude-sonnet-4-5", "claude-sonnet-4-6", "claude-opus-4-6",
        "claude-opus-4-20250514", "claude-opus-4-1-20250805", "claude-sonnet-4-20250514", "claude-3-7-sonnet-latest",
        "claude-3-5-haiku-20241022", "claude-3-opus-20240229", "claude-2.1", "claude-mythos-preview", "other-model",
    ])
    func modelsWithTemperature(_ model: String) {
        #expect(AnthropicModels.traits(of: ByteString(model)).takesTemperature)
    }

    @Test(arguments: [
        "claude-opus-4-7", "claude-opus-4-8", "claude-opus-4-8-20260601", "claude-opus-5", "claude-sonnet-5",
        "claude-fable-5", "claude-mythos-5", "CLAUDE-OPUS-4.7", "claude-opus-5-20260801", "claude-sonnet-5-5",
    ])
    func modelsWithoutTemperature(_ model: String) {
        #expect(!AnthropicModels.traits(of: ByteString(model)).takesTemperature)
    }

    @Test(arguments: [
        ("claude-haiku-4-5", true), ("claude-sonnet-4-5-20250929", true), ("claude-sonnet-4-6", true),
        ("claude-opus-4-1", true), ("claude-opus-4-1-20250805", true), ("claude-opus-4-5", true),
        ("claude-opus-5", true), ("claude-fable-5", true), ("claude-opus-4-20250514", false),
        ("claude-opus-4-0", false),
        ("claude-sonnet-4-20250514", false), ("claude-3-7-sonnet-20250219", false), ("claude-3-haiku-20240307", false),
        ("claude-instant-1.2", false), ("other-model-5", false),
    ])
    func modelsWithSchema(_ model: String, _ expected: Bool) {
        #expect(AnthropicModels.traits(of: ByteString(model)).structuredOutput == (expected ? .jsonSchema : nil))
    }

    @Test func modelsThatThinkByDefault() {
        for model in ["claude-opus-5", "claude-sonnet-5-5", "claude-fable-5", "claude-haiku-5-5-20261001"] {
            #expect(AnthropicModels.traits(of: ByteString(model)).leastReasoning == .effort("low"))
        }
        for model in ["claude-opus-4-8", "claude-haiku-4-5-20251001", "claude-3-7-sonnet-20250219", "other-model-5"] {
            #expect(AnthropicModels.traits(of: ByteString(model)).leastReasoning == nil)
        }
    }

    @Test(arguments: [
        ("claude-2.1", 4096), ("claude-3-opus-20240229", 4096), ("claude-3-sonnet-20240229", 4096),
        ("claude-3-haiku-20240307", 4096), ("claude-3-5-sonnet-20241022", 8192), ("claude-3-5-haiku-latest", 8192),
        ("claude-3-7-sonnet-20250219", nil), ("claude-opus-4-0", 32_000), ("claude-opus-4-20250514", 32_000),
        ("claude-opus-4-1", 32_000), ("claude-opus-4-1-20250805", 32_000), ("claude-opus-4-5-20251101", nil),
        ("claude-sonnet-4-20250514", nil), ("claude-haiku-4-5", nil), ("claude-opus-5", nil), ("other-model", nil),
    ])
    func outputLimits(_ model: String, _ expected: Int?) {
        #expect(AnthropicModels.traits(of: ByteString(model)).outputLimit == expected)
    }
}
