// SPDX-License-Identifier: Apache-2.0

import ByteStrings
import FoundationEssentials
import JSONCoding
import Testing
import Upstream
import UpstreamTesting

@testable import Gateway

/// `POST /v1/embeddings` and `POST /v1/completions`.
@Suite struct EmbeddingsTests {
    private static let vectors = ScriptedResponse(
        #"{"object":"list","data":[{"object":"embedding","index":0,"embedding":"AACAPw=="}],"model":"m","usage":{"prompt_tokens":8,"total_tokens":8}}"#,
        type: "application/json"
    )

    private func gemini(_ count: Int, from first: Int = 0) -> ScriptedResponse {
        let values = (first..<first + count).map { #"{"values":[\#($0).5,-0.25]}"# }.joined(separator: ",")
        return ScriptedResponse(#"{"embeddings":[\#(values)]}"#, type: "application/json")
    }

    @Test func aProviderOfTheDialectGetsTheCallersWords() async throws {
        let client = try DoorClient([Self.vectors])
        let body = #"{"input":[[1,2],[3]],"model":"openai/m","encoding_format":"base64","new":1.0}"#
        let response = await client.send("/v1/embeddings", body)
        #expect(response.status == 200)
        #expect(response.body == String(decoding: Self.vectors.pieces.joined(), as: UTF8.self))
        #expect(
            client.gateway.upstream.bodies == [
                #"{"input":[[1,2],[3]],"model":"m","encoding_format":"base64","new":1.0}"#
            ]
        )
        #expect(client.gateway.upstream.requests.first?.url.hasSuffix("/v1/embeddings") == true)
        #expect(await client.gateway.log().first?.contains("prompt_tokens=8 completion_tokens=0") == true)
    }

    @Test func geminisVectorsInBothForms() async throws {
        let client = try DoorClient([gemini(2), gemini(2)])
        let floats = await client.send(
            "/v1/embeddings",
            #"{"model":"google/e","input":["a","b"],"dimensions":2}"#
        )
        #expect(floats.status == 200)
        #expect(
            floats.body
                == #"{"object":"list","data":[{"object":"embedding","index":0,"embedding":[0.5,-0.25]},{"object":"embedding","index":1,"embedding":[1.5,-0.25]}],"model":"google/e","usage":{"prompt_tokens":0,"total_tokens":0}}"#
        )
        let base64 = await client.send(
            "/v1/embeddings",
            #"{"model":"google/e","input":["a","b"],"encoding_format":"base64"}"#
        )
        let text = try #require(base64.json?["data"]?[1]?["embedding"]?.stringValue)
        let bytes = Array(try #require(Data(base64Encoded: text)))
        let found = stride(from: 0, to: bytes.count, by: 4).map { start in
            Float(bitPattern: bytes[start..<start + 4].reversed().reduce(0) { $0 << 8 | UInt32($1) })
        }
        #expect(found == [1.5, -0.25])
        #expect(
            client.gateway.upstream.bodies.first
                == #"{"requests":[{"model":"models/e","content":{"parts":[{"text":"a"}]},"outputDimensionality":2},{"model":"models/e","content":{"parts":[{"text":"b"}]},"outputDimensionality":2}]}"#
        )
    }

    /// Gemini takes a hundred texts at a time; the caller gets all of them in order.
    @Test func manyTextsAreSeveralRequests() async throws {
        let client = try DoorClient([gemini(100), gemini(1, from: 100)])
        let texts = (0...100).map { #""\#($0)""# }.joined(separator: ",")
        let response = await client.send("/v1/embeddings", #"{"model":"google/e","input":[\#(texts)]}"#)
        let data = try #require(response.json?["data"]?.arrayValue)
        #expect(data.count == 101)
        #expect(data.map { $0["index"]?.intValue } == Array(0...100))
        #expect(data.map { $0["embedding"]?[0]?.doubleValue } == (0...100).map { Double($0) + 0.5 })
    }

    @Test(arguments: [
        (#"{"model":"google/e","input":""}"#, "input"), (#"{"model":"google/e","input":[]}"#, "input"),
        (#"{"model":"google/e","input":["a",""]}"#, "input[1]"), (#"{"model":"google/e"}"#, "input"),
        (#"{"model":"google/e","input":[[1,2]]}"#, "input[0]"), (#"{"model":"google/e","input":7}"#, "input"),
        (#"{"model":"google/e","input":"a","dimensions":0}"#, "dimensions"),
        (#"{"model":"google/e","input":"a","encoding_format":"hex"}"#, "encoding_format"),
        (#"{"model":"anthropic/m","input":"a"}"#, "model"),
    ])
    func badRequestsNameTheField(_ body: String, _ parameter: String) async throws {
        let client = try DoorClient([])
        let response = await client.send("/v1/embeddings", body)
        #expect(response.status == 400)
        #expect(response.json?["error"]?["param"]?.stringValue == parameter)
        #expect(client.sent.isEmpty)
    }

    @Test(arguments: [
        (ScriptedResponse(status: 429, #"{"error":{"message":"Slow down."}}"#, type: "application/json"), 429),
        (ScriptedResponse(#"{"embeddings":[]}"#, type: "application/json"), 502),
        (ScriptedResponse("<html>", type: "text/html"), 502),
    ])
    func geminisFailuresAreTold(_ answer: ScriptedResponse, _ status: Int) async throws {
        let response = try await DoorClient([answer]).send("/v1/embeddings", #"{"model":"google/e","input":"a"}"#)
        #expect(response.status == status)
        #expect(response.field("X-Provider") == "google")
    }

    @Test func aContinuationIsPassedOn() async throws {
        let document = ScriptedResponse(
            #"{"object":"text_completion","choices":[{"text":"b","index":0,"finish_reason":"stop"}],"usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2}}"#,
            type: "application/json"
        )
        let client = try DoorClient([document])
        let response = await client.send("/v1/completions", #"{"model":"local/m","prompt":"a","suffix":"c"}"#)
        #expect(response.body == String(decoding: document.pieces.joined(), as: UTF8.self))
        #expect(client.gateway.upstream.bodies == [#"{"model":"m","prompt":"a","suffix":"c"}"#])
        let events = [
            #"{"object":"text_completion","choices":[{"text":"b","index":0}]}"#,
            #"{"object":"text_completion","choices":[{"text":"","index":0,"finish_reason":"stop"}]}"#,
        ]
        let streaming = try DoorClient([.events(events)])
        let stream = await streaming.send("/v1/completions", #"{"model":"local/m","prompt":"a","stream":true}"#)
        #expect(stream.events == events + ["[DONE]"])
        let refused = try await DoorClient([]).send("/v1/completions", #"{"model":"anthropic/m","prompt":"a"}"#)
        #expect(refused.status == 400)
        #expect(refused.json?["error"]?["param"]?.stringValue == "model")
    }
}
