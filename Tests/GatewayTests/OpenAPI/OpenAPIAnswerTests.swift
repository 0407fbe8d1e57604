// SPDX-License-Identifier: Apache-2.0

import FastCGI
import JSONCoding
import Testing
import UpstreamTesting

@testable import Gateway

/// The answers of the gateway are as the document describes them.
@Suite struct OpenAPIAnswerTests {
    /// A call and what comes of it.
    struct Scripted: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let path: String
        let method: String
        let body: String
        let responses: [ScriptedResponse]
        let status: Int
        /// What must be in the answer, so that it is the one that is meant.
        let part: String

        init(
            _ path: String,
            _ body: String,
            _ responses: [ScriptedResponse],
            method: String = "POST",
            status: Int = 200,
            has part: String
        ) {
            testDescription = "\(method) \(path) \(body)"
            self.path = path
            self.method = method
            self.body = body
            self.responses = responses
            self.status = status
            self.part = part
        }

        static func chat(_ model: String, _ members: String, _ response: ScriptedResponse, has part: String) -> Self {
            let body = #"{"model":"\#(model)","messages":[{"role":"user","content":"Hi"}]\#(members)}"#
            return Self("/v1/chat/completions", body, [response], has: part)
        }

        static func native(_ task: String, _ members: String, _ responses: [ScriptedResponse], has part: String)
            -> Self
        {
            Self("/llm/\(task)", #"{"model":"local/m","user_prompt":"Hi"\#(members)}"#, responses, has: part)
        }
    }

    private static let classes = #","classes":[{"id":"a","label":"A"},{"id":"b","label":"B"}]"#

    static let calls: [Scripted] = [
        Scripted("/", "", [], method: "GET", has: "api_status"),
        Scripted("/llm/providers", "", [], method: "GET", has: "openai"),
        .native("generation", "", [ProviderScripts.text("Hi")], has: #""content":"Hi""#),
        .native("generation/stream", "", [ProviderScripts.text("Hi")], has: #""is_final":true"#),
        .native("generation/stream", "", [ProviderScripts.openAICut], has: "event: error"),
        Scripted(
            "/llm/generation/stream",
            #"{"model":"anthropic/m","user_prompt":"Hi"}"#,
            [ProviderScripts.anthropicStream],
            has: #""finish_reason":"length""#
        ),
        .native("classification", classes, [ProviderScripts.text(#"{\"class_id\":\"c2\"}"#)], has: #""id":"b""#),
        .native("classification", #","classes":[{"id":"a","label":"A"}]"#, [], has: #""usage":null"#),
        .native("summarization", "", [ProviderScripts.text("Hi")], has: #""summary":"Hi""#),
        Scripted("/v1/responses", #"{"model":"openai/m","input":"Hi"}"#, [ProviderScripts.openAI], has: "output_text"),
        Scripted(
            "/v1/responses",
            #"{"model":"anthropic/m","input":"Hi","stream":true}"#,
            [ProviderScripts.anthropicStream],
            has: "response.incomplete"
        ),
        .chat("openai/m", "", ProviderScripts.openAI, has: "new_field"),
        .chat("openai/m", #","stream":true"#, ProviderScripts.openAIStream, has: "[DONE]"),
        .chat("openai/m", #","stream":true"#, ProviderScripts.openAICut, has: "server_error"),
        .chat("anthropic/m", #","verbosity":"low""#, ProviderScripts.anthropic, has: "reasoning_content"),
        .chat("anthropic/m", #","stream":true"#, ProviderScripts.anthropicStream, has: "[DONE]"),
        .chat("google/m", #","n":2"#, ProviderScripts.gemini, has: #""index":1"#),
        .chat(
            "google/m",
            #","stream":true,"stream_options":{"include_usage":true}"#,
            ProviderScripts.geminiStream,
            has: "extra_content"
        ),
        Scripted(
            "/v1/completions",
            #"{"model":"local/m","prompt":"a"}"#,
            [ProviderScripts.continuation],
            has: "text_completion"
        ),
        Scripted(
            "/v1/completions",
            #"{"model":"local/m","prompt":"a","stream":true}"#,
            [ProviderScripts.continuationStream],
            has: "[DONE]"
        ),
        Scripted("/v1/embeddings", #"{"model":"openai/e","input":"a"}"#, [ProviderScripts.vectors], has: "AACAPw=="),
        Scripted("/v1/embeddings", #"{"model":"google/e","input":"a"}"#, [ProviderScripts.geminiVectors], has: "-0.25"),
        Scripted(
            "/v1/models",
            "",
            Array(repeating: ProviderScripts.models, count: 5),
            method: "GET",
            has: "openai/gpt-4o"
        ),
        Scripted(
            "/v1/models/openai%2Fgpt-4o",
            "",
            Array(repeating: ProviderScripts.models, count: 5),
            method: "GET",
            has: "owned_by"
        ),
        Scripted(
            "/v1/messages",
            #"{"model":"anthropic/m","max_tokens":9,"messages":[{"role":"user","content":"Hi"}]}"#,
            [ProviderScripts.anthropic],
            has: "msg_1"
        ),
        Scripted(
            "/v1/messages",
            #"{"model":"openai/m","max_tokens":9,"messages":[{"role":"user","content":"Hi"}],"stream":true}"#,
            [ProviderScripts.openAICut],
            has: "event: error"
        ),
        Scripted(
            "/v1/messages/count_tokens",
            #"{"model":"anthropic/m","messages":[]}"#,
            [ScriptedResponse(#"{"input_tokens":14}"#, type: "application/json")],
            has: "14"
        ),
        Scripted("/healthz", "", [], method: "GET", has: "alive"),
        Scripted("/readyz", "", [], method: "GET", has: "ready"),
        Scripted("/healthz/stream", "", [], method: "GET", has: #""chunk":10"#),
        Scripted("/healthz/stream/outcome?id=x", "", [], method: "GET", has: "unknown"),
        Scripted("/metrics", "", [], method: "GET", has: "llm_gateway_"),
        Scripted("/openapi.json", "", [], method: "GET", has: "openapi"),
    ]

    private static func operation(_ call: Scripted, _ document: OpenAPIDocument) -> OpenAPIDocument.Operation? {
        let path = call.path.prefix { $0 != "?" }
        return document.operation(call.method, path.hasPrefix("/v1/models/") ? "/v1/models/{id}" : String(path))
    }

    private static let settings = ["GATEWAY_METRICS": "on"]

    @Test(arguments: calls)
    func anAnswerIsAsDescribed(_ call: Scripted) async throws {
        let document = try OpenAPIDocument.load()
        let operation = try #require(Self.operation(call, document))
        let client = try DoorClient(call.responses, settings: Self.settings)
        let response = await client.send(call.path, call.body, method: call.method)
        #expect(response.status == call.status, "\(response.body)")
        #expect(response.body.contains(call.part), "\(response.body)")
        #expect(document.faults(of: response, to: operation) == [], "\(response.body)")
        if !call.body.isEmpty {
            let schema = try #require(operation.json["requestBody"]?["content"]?["application/json"]?["schema"])
            let body = try JSONValue(parsing: Array(call.body.utf8)[...])
            #expect(document.validator.faults(of: body, schema) == [])
        }
    }

    @Test func everyOperationWasCalled() throws {
        let document = try OpenAPIDocument.load()
        let called = Set(Self.calls.compactMap { Self.operation($0, document)?.testDescription })
        #expect(called == Set(document.operations.map(\.testDescription)))
    }

    /// Each status of an error that is described is answered, and each answer is in the form that is described.
    @Test(.timeLimit(.minutes(5)))
    func everyErrorIsAsDescribed() async throws {
        let document = try OpenAPIDocument.load()
        for operation in document.operations {
            var answered: Set<Int> = [200]
            for response in try await errors(of: operation) where response.status != 200 {
                answered.insert(response.status)
                #expect(document.faults(of: response, to: operation) == [], "\(response.body)")
            }
            #expect(operation.statuses.isSubset(of: answered), "\(operation.testDescription)")
        }
    }

    /// What goes wrong with an operation in every way that there is.
    private func errors(of operation: OpenAPIDocument.Operation) async throws -> [DoorClient.Response] {
        let path = operation.path.replacing("{id}", with: "openai/nothing")
        let (method, body) = (operation.method, operation.exampleBody)
        var found = [try await full(path, body, method)]
        func add(_ body: String, method: String?, key: String = "k", _ responses: [ScriptedResponse] = []) async throws
        {
            let client = try DoorClient(responses, settings: Self.settings)
            let headers = ["HTTP_AUTHORIZATION": "Bearer \(key)"]
            found.append(await client.send(path, body, method: method, headers: headers))
        }
        try await add(body, method: method, key: "wrong")
        if operation.path.hasPrefix("/healthz/stream") {
            let client = try DoorClient([], settings: Self.settings)
            found.append(await client.send(path + "?pause=x&id=%20", "", method: "GET"))
        }
        if operation.path.hasSuffix("{id}") {
            try await add("", method: method, Array(repeating: ProviderScripts.models, count: 5))
        }
        guard method == "POST" else { return found }
        try await add("{}", method: method)
        found.append(try await tooLarge(path))
        let isOpenAI = operation.path.hasPrefix("/v1/")
        if isOpenAI {
            try await add(body.replacing(/"model":"[^"]*"/, with: #""model":"nobody/m""#), method: method)
            // Of a request without a method the web server is to blame.
            try await add(body, method: nil)
        }
        for status in [400, 401, 404, 409, 413, 429, 500, 503, 504, 529] {
            // Whoever loads its model is asked again.
            try await add(body.replacing("local/", with: "openai/"), method: method, [ProviderScripts.failure(status)])
        }
        return found
    }

    private func full(_ path: String, _ body: String, _ method: String) async throws -> DoorClient.Response {
        let settings = Self.settings.merging(["GATEWAY_MAX_REQUESTS": "1"]) { $1 }
        let client = try DoorClient([ProviderScripts.openAICut.held], settings: settings)
        let stream = #"{"model":"openai/m","messages":[],"stream":true}"#
        async let first = client.send("/v1/chat/completions", stream)
        while client.gateway.upstream.requests.isEmpty { try await Task.sleep(for: .milliseconds(1)) }
        let response = await client.send(path, body, method: method)
        client.gateway.gateway.cancelAll()
        _ = await first
        return response
    }

    private func tooLarge(_ path: String) async throws -> DoorClient.Response {
        let client = try DoorClient([], settings: Self.settings)
        return await client.send(path, "", bodyState: .tooLarge(limit: 1))
    }

    /// What is said once for all operations: another path, another method.
    @Test(arguments: [
        ("/llm/generation", "NativeError"), ("/v1/embeddings", "OpenAIError"), ("/metrics", "NativeError"),
    ])
    func otherPathsAndMethodsHaveTheFormOfTheirDoor(_ path: String, _ name: String) async throws {
        let document = try OpenAPIDocument.load()
        let client = try DoorClient([], settings: Self.settings)
        for (path, method, status) in [(path, "DELETE", 405), (path + "/x", "GET", 404)] {
            let response = await client.send(path, "", method: method)
            #expect(response.status == status)
            let schema = try #require(document.schema(name))
            #expect(document.validator.faults(of: try #require(response.json), schema) == [])
        }
    }
}
