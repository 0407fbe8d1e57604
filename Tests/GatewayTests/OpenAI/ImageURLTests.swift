// SPDX-License-Identifier: Apache-2.0

import Configuration
import FastCGI
import JSONCoding
import Logging
import NIOConcurrencyHelpers
import Testing
import Upstream
import UpstreamTesting

@testable import Gateway

/// Pictures at URLs in chats of OpenAI's API, where Gemini is to answer.
@Suite struct ImageURLTests {
    private static let path = "/v1/chat/completions"
    private static let fetches = ["GATEWAY_FETCH_IMAGES": "on"]
    private static let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13]
    private static let answer = ScriptedResponse(
        #"{"candidates":[{"content":{"parts":[{"text":"A cat."}]},"finishReason":"STOP"}]}"#,
        type: "application/json"
    )

    private func body(_ model: String, _ url: String = "https://e.example/a.png", stream: Bool = false) -> String {
        #"{"model":"\#(model)","stream":\#(stream),"messages":[{"role":"system","content":"Be brief."},{"role":"user","content":[{"type":"text","text":"What?"},{"type":"image_url","image_url":{"url":"\#(url)"}}]}]}"#
    }

    @Test(arguments: [false, true])
    func aPictureIsFetchedForGemini(_ stream: Bool) async throws {
        let text = #"{"candidates":[{"content":{"parts":[{"text":"A cat."}]},"finishReason":"STOP"}]}"#
        let answer = stream ? .events([text], isDone: false) : Self.answer
        let client = try DoorClient([ScriptedResponse(body: Self.png), answer], settings: Self.fetches)
        let response = await client.send(Self.path, body("google/gemini-2.5-flash", stream: stream))
        #expect(response.status == 200)
        #expect(response.body.contains("A cat."))
        let requests = client.gateway.upstream.requests
        try #require(requests.count == 2)
        #expect(requests[0].url == "https://e.example/a.png")
        #expect(requests[0].isPublicOnly)
        #expect(!requests[1].isPublicOnly)
        // The call's limit in time has begun before the first picture.
        #expect(requests[0].start == requests[1].start)
        let data = try #require(client.sent.last)["contents"]?[0]?["parts"]?[1]?["inlineData"]
        #expect(data?["mimeType"]?.stringValue == "image/png")
        #expect(data?["data"]?.stringValue == "iVBORw0KGgoAAAAN")
    }

    @Test func withoutTheSettingItIsRefused() async throws {
        let client = try DoorClient([ScriptedResponse(body: Self.png), Self.answer])
        let response = await client.send(Self.path, body("google/gemini-2.5-flash"))
        #expect(response.status == 400)
        #expect(response.json?["error"]?["code"]?.stringValue == "unsupported_parameter")
        #expect(response.json?["error"]?["message"]?.stringValue?.contains("is at a URL") == true)
        #expect(client.gateway.upstream.requests.isEmpty)
    }

    /// Who takes URLs gets them.
    @Test(arguments: ["anthropic/claude-opus-4-1", "openai/gpt-4o"])
    func nothingIsFetchedForOthers(_ model: String) async throws {
        let client = try DoorClient([ScriptedResponse(status: 500)], settings: Self.fetches)
        _ = await client.send(Self.path, body(model))
        #expect(client.gateway.upstream.requests.count == 1)
        #expect(client.gateway.upstream.bodies.first?.contains("https://e.example/a.png") == true)
    }

    @Test(arguments: [
        ("https://e.example/a.png", ScriptedResponse(status: 404), "its host answered with the status 404"),
        ("https://e.example/a.png", ScriptedResponse("<html>", type: "text/html"), "is no picture"),
        ("https://u:p@e.example/", ScriptedResponse(), "without a user name or password"),
        ("http://127.1/", ScriptedResponse(), "an address in its usual form"),
    ])
    func whatCannotBeHadIsTheCallersFault(_ url: String, _ response: ScriptedResponse, _ reason: String) async throws {
        for stream in [false, true] {
            let client = try DoorClient([response], settings: Self.fetches)
            let answer = await client.send(Self.path, body("google/gemini-2.5-flash", url, stream: stream))
            #expect(answer.status == 400)
            let error = try #require(answer.json?["error"])
            #expect(error["code"]?.stringValue == "invalid_image_url")
            #expect(error["type"]?.stringValue == "invalid_request_error")
            #expect(error["param"]?.stringValue == "messages[1].content[1].image_url.url")
            let message = try #require(error["message"]?.stringValue)
            #expect(message.hasPrefix("messages[1].content[1].image_url.url "))
            #expect(message.contains(reason))
            // No provider has had a part in it.
            #expect(await client.gateway.log().first?.contains("provider_status=-") == true)
        }
    }

    @Test func aProviderWithoutAKeyIsNotFetchedFor() async throws {
        let client = try DoorClient(
            [ScriptedResponse(body: Self.png)],
            settings: Self.fetches.merging(["GOOGLE_API_KEY": ""]) { $1 }
        )
        #expect(await client.send(Self.path, body("google/gemini-2.5-flash")).status == 404)
        #expect(client.gateway.upstream.requests.isEmpty)
    }

    /// The operator is told more than the caller, and nothing of a URL that may be a secret.
    @Test func theLogSaysWhy() async throws {
        let events = NIOLockedValueBox("")
        let logger = Logger(label: "test") { _ in
            StandardErrorLogHandler(threshold: LogThreshold(.info), format: .text) { line in
                events.withLockedValue { $0 += String(decoding: line, as: UTF8.self) }
            }
        }
        let error = UpstreamError(.unreachable, "an address of the host is not public")
        let gateway = try InProcessGateway(
            DoorClient.keys.merging(Self.fetches) { $1 },
            [ScriptedResponse(status: 0, error: error)],
            logger: logger
        )
        let params = Params([
            "REQUEST_METHOD": "POST", "REQUEST_URI": Self.path, "HTTP_AUTHORIZATION": "Bearer k", "REQUEST_ID": "r1",
        ])
        let body = Array(body("google/gemini-2.5-flash", "https://e.example/a?signature=s").utf8)
        let answer = await gateway.send(Request(params: params, body: body))
        _ = await gateway.log()
        #expect(!String(decoding: answer.joined(), as: UTF8.self).contains("public"))
        let line = events.withLockedValue { $0 }
        #expect(line.contains("notice a picture was not fetched"))
        #expect(line.contains("request_id=r1"))
        #expect(line.contains("origin=https://e.example "))
        #expect(line.contains("an address of the host is not public"))
        #expect(!line.contains("signature"))
        #expect(!line.contains("internal error"))
    }

    /// What a picture takes counts with the body, until the request is over.
    @Test(arguments: [15, 16])
    func theMemoryOfBodiesIsTheLimit(_ room: Int) async throws {
        let client = try DoorClient([ScriptedResponse(body: Self.png), Self.answer], settings: Self.fetches)
        let body = Array(body("google/gemini-2.5-flash").utf8)
        let memory = BodyMemory(limit: body.count + room)
        let params = Params([
            "REQUEST_METHOD": "POST", "REQUEST_URI": Self.path, "HTTP_AUTHORIZATION": "Bearer k", "REQUEST_ID": "r1",
        ])
        let writes = await client.gateway.send(
            Request(params: params, body: body, bodyLease: memory.lease(body.count))
        )
        let head = String(decoding: writes.first ?? [], as: UTF8.self)
        #expect(head.contains(room < 16 ? "503" : "200"))
        #expect(head.contains("Retry-After") == (room < 16))
        _ = await client.gateway.log()
        #expect(memory.takePeak() == body.count + (room < 16 ? 0 : 16))
    }
}
