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

/// The requests of chats with Gemini, field by field and family by family.
@Suite struct GeminiRequestTests {
    private func request(
        _ chat: ChatRequest,
        streaming: Bool = false,
        adaptation: RequestAdaptation = []
    ) -> UpstreamRequest {
        Provider.scripted("google").request(chat, streaming: streaming, adaptation: adaptation)
    }

    private func configuration(
        _ model: String,
        reasoning: Reasoning? = Reasoning(budgetTokens: 0),
        format: ResponseFormat = .text,
        adaptation: RequestAdaptation = []
    ) throws -> JSONValue? {
        var chat = ChatRequest.brief(model)
        chat.reasoning = reasoning
        chat.responseFormat = format
        return try JSONValue(parsing: request(chat, adaptation: adaptation).body[...])["generationConfig"]
    }

    @Test func headersAndURL() {
        let stream = request(.brief("gemini-2.5-flash"), streaming: true)
        #expect(stream.method == .post)
        #expect(
            stream.url == "https://generativelanguage.googleapis.com/v1beta/models/gemini-2.5-flash"
                + ":streamGenerateContent?alt=sse"
        )
        #expect(stream.headerFields.first { $0.name.canonicalName == "x-goog-api-key" }?.value == Provider.testKey)
        #expect(stream.headerFields[.authorization] == nil)
        #expect(stream.headerFields[.contentType] == "application/json")
        #expect(stream.headerFields[.accept] == "text/event-stream")
        #expect(stream.headerFields.count == 5)
        #expect(!stream.url.contains(Provider.testKey))
        let plain = request(.brief("gemini-2.5-flash"))
        #expect(plain.url.hasSuffix("/v1beta/models/gemini-2.5-flash:generateContent"))
        #expect(plain.headerFields[.accept] == "application/json")
        #expect(plain.body == stream.body)
    }

    @Test func body() {
        #expect(
            String(decoding: request(.brief("gemini-flash-latest")).body, as: UTF8.self)
                == #"{"systemInstruction":{"parts":[{"text":"Be brief."}]},"#
                + #""contents":[{"role":"user","parts":[{"text":"Say hello."}]}],"#
                + #""generationConfig":{"temperature":0.2,"maxOutputTokens":256,"#
                + #""thinkingConfig":{"thinkingBudget":0}}}"#
        )
    }

    @Test(arguments: [
        ("gemini-2.5-flash", "/models/gemini-2.5-flash"), ("models/gemini-2.5-flash", "/models/gemini-2.5-flash"),
        ("tunedModels/mine-1", "/tunedModels/mine-1"), ("a b/c", "/models/a%20b%2Fc"), ("..", "/models/.."),
        ("x:y@z", "/models/x%3Ay%40z"), ("100%", "/models/100%25"), ("é\n", "/models/%C3%A9%0A"),
        ("models/", "/models/"), ("Models/x", "/models/Models%2Fx"), ("a?b#c&d", "/models/a%3Fb%23c%26d"),
        ("Az09-._~", "/models/Az09-._~"),
    ])
    func paths(_ model: String, _ path: String) {
        #expect(Gemini.path(of: ByteString(model)) == path)
    }

    @Test(
        arguments: [
            ("gemini-2.5-flash", .budget(0)), ("gemini-2.5-flash-lite", .budget(0)),
            ("gemini-2.5-flash-preview-09-2025", .budget(0)), ("models/Gemini-2.5-Flash", .budget(0)),
            ("gemini-2.5-pro", .budget(128)), ("gemini-2.5-pro-preview-06-05", .budget(128)),
            ("gemini-3-flash-preview", .effort("MINIMAL")), ("gemini-3.1-flash-lite", .effort("MINIMAL")),
            ("gemini-3-pro-preview", .effort("LOW")), ("gemini-3.1-pro-preview", .effort("LOW")),
            ("gemini-3.5-flash", .effort("MINIMAL")), ("gemini-2.0-flash", nil), ("gemini-1.5-pro", nil),
            ("gemini-pro", nil), ("gemini-flash-latest", .budget(0)), ("gemini-flash-lite-latest", .budget(0)),
            ("gemini-pro-latest", .budget(128)), ("gemini-1.5-pro-latest", nil), ("gemini-4-flash", nil),
            ("gemini-30-flash", nil), ("gemini-3-ultra", nil), ("gemma-3-27b-it", nil), ("gemini-2.5-flash-image", nil),
            ("gemini-3-pro-image-preview", nil), ("gemini-2.5-pro-preview-tts", nil), ("gemini-2.5-computer-use", nil),
            ("tunedModels/gemini-2.5-flash", nil), ("", nil),
        ] as [(String, ReasoningControl?)]
    )
    func leastThinking(_ model: String, _ expected: ReasoningControl?) {
        #expect(GoogleModels.traits(of: ByteString(model)).leastReasoning == expected)
    }

    @Test func thinkingIsLimitedWhereThatIsAskedFor() throws {
        #expect(try configuration("gemini-2.5-flash")?["thinkingConfig"]?["thinkingBudget"]?.intValue == 0)
        #expect(try configuration("gemini-2.5-pro")?["thinkingConfig"]?["thinkingBudget"]?.intValue == 128)
        let level = try configuration("gemini-3-pro-preview")?["thinkingConfig"]
        #expect(level?["thinkingLevel"]?.stringValue == "LOW")
        #expect(level?["thinkingBudget"] == nil)
        #expect(try configuration("gemini-2.5-flash", reasoning: nil)?["thinkingConfig"] == nil)
        let least = Reasoning(effort: .least)
        #expect(try configuration("gemini-2.5-flash", reasoning: least)?["thinkingConfig"] != nil)
        #expect(try configuration("gemini-2.0-flash", reasoning: least)?["thinkingConfig"] == nil)
    }

    @Test func choices() throws {
        func configuration(_ count: Int, _ adaptation: RequestAdaptation = []) throws -> JSONValue? {
            let values = (0..<count).map { "c\($0)" }
            return try self.configuration(
                "gemini-2.0-flash",
                format: .choice(name: "classification", member: "class_id", values: values),
                adaptation: adaptation
            )
        }
        let small = try configuration(2)
        #expect(small?["responseMimeType"]?.stringValue == "application/json")
        let schema =
            #"{"type":"OBJECT","properties":{"class_id":{"type":"STRING","enum":["c0","c1"]}},"#
            + #""required":["class_id"]}"#
        #expect(try small?["responseSchema"] == JSONValue(parsing: ArraySlice(schema.utf8)))
        let member = { (value: JSONValue?) in value?["responseSchema"]?["properties"]?["class_id"] }
        #expect(member(try configuration(250))?["enum"]?.arrayValue?.count == 250)
        #expect(member(try configuration(251))?["enum"] == nil)
        #expect(member(try configuration(251))?["type"]?.stringValue == "STRING")
        let anyJSON = try configuration(2, [.omitsSchema])
        #expect(anyJSON?["responseMimeType"]?.stringValue == "application/json")
        #expect(anyJSON?["responseSchema"] == nil)
        for adaptation in [[.omitsResponseFormat], [.omitsResponseFormat, .omitsSchema]] as [RequestAdaptation] {
            let text = try configuration(2, adaptation)
            #expect(text?["responseMimeType"] == nil)
            #expect(text?["responseSchema"] == nil)
        }
    }

    @Test func gemmaTakesNeitherSystemTextNorForm() throws {
        for model in ["gemma-3-27b-it", "models/gemma-3n-e4b-it", "Gemma-3"] {
            var chat = ChatRequest.brief(model)
            chat.ask(forOneOf: ["b"], as: "a")
            let body = try JSONValue(parsing: request(chat).body[...])
            #expect(body["systemInstruction"] == nil)
            #expect(body["contents"]?.arrayValue?.count == 1)
            #expect(body["contents"]?[0]?["parts"]?[0]?["text"]?.stringValue == "Be brief.\n\nSay hello.")
            #expect(body["generationConfig"]?.objectValue?.members.map(\.key) == ["temperature", "maxOutputTokens"])
        }
    }

    @Test func adaptationsLeaveOut() throws {
        let body = request(.brief("gemini-2.5-flash"), adaptation: [.omitsTemperature, .omitsTokenLimit]).body
        let value = try JSONValue(parsing: body[...])
        #expect(value["generationConfig"]?.objectValue?.members.map(\.key) == ["thinkingConfig"])
        let all = request(
            .brief("gemini-2.5-flash"),
            adaptation: [.omitsTemperature, .omitsTokenLimit, .omitsThinking, .mergesSystemText]
        )
        #expect(
            String(decoding: all.body, as: UTF8.self)
                == #"{"contents":[{"role":"user","parts":[{"text":"Be brief.\n\nSay hello."}]}],"generationConfig":{}}"#
        )
    }
}
