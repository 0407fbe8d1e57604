// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import Testing

/// The endpoints, asked one after the other.
enum Endpoints {
    /// Eight words, as the simulator answers when it is told nothing else.
    private static let text = "The quick brown fox jumps over the lazy "

    static func check(_ gateway: ServedGateway, _ ask: Ask) async throws {
        let client = gateway.client
        let providers = try await client.send(ask.get("/llm/providers"))
        #expect(providers.text == #"{"status":"success","providers":["openai","groq","google","local"]}"#)

        // Without the key.
        #expect(try await client.send(ask.get("/healthz", headers: [])).text.contains("alive"))
        #expect(try await client.send(ask.get("/readyz", headers: [])).text.contains("ready"))
        #expect(try await client.send(ask.get("/openapi.json", headers: [])).text.hasPrefix(#"{"openapi":"3.1.0""#))

        let health = try await client.send(ask.get("/healthz/stream"))
        #expect(health.text.matches(of: /(?m)^data:/).count == 10, "\(health.text)")

        let expected = [
            (ask.generation("demo"), #""content":"\#(text)""#),
            (ask.classification("demo,choose=2"), #""content":{"id":"tulip","label":"A flower"}"#),
            (ask.summarization("demo"), #""content":{"summary":"The quick brown fox jumps over the lazy"}"#),
        ]
        for (request, part) in expected {
            let response = try await client.send(request)
            #expect(response.status == 200, "\(gateway.process.report)")
            #expect(response.header("Content-Type") == "application/json; charset=utf-8")
            #expect(response.text.contains(part), "\(response.text)")
            #expect(response.isComplete)
        }

        // OpenAI's API.
        let models = try await client.send(ask.get("/v1/models/local%2Fdemo"))
        #expect(models.status == 200, "\(models.text)")
        let chat = try await client.send(ask.chatCompletion("demo"))
        #expect(chat.status == 200, "\(chat.text)")
        #expect(chat.text.contains(#""content":"\#(text)""#), "\(chat.text)")

        let stream = try await client.send(ask.stream("demo"))
        #expect(stream.status == 200)
        #expect(stream.header("Content-Type") == "text/event-stream; charset=utf-8")
        #expect(stream.text.contains(#""text":"\#(text)","is_final":true"#), "\(stream.text)")
        #expect(stream.isComplete)
    }
}
