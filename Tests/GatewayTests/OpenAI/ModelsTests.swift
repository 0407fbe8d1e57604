// SPDX-License-Identifier: Apache-2.0

import ByteStrings
import JSONCoding
import Testing
import Upstream
import UpstreamTesting

@testable import Gateway

/// `GET /v1/models` and `GET /v1/models/{id}`.
@Suite struct ModelsTests {
    private static let openAI = ScriptedResponse(
        #"{"object":"list","data":[{"id":"gpt-4o","object":"model"},{"id":"a/b:c"}]}"#,
        type: "application/json"
    )
    private static let google = ScriptedResponse(
        #"{"models":[{"name":"models/gemini-2.5-flash"},{"name":"tunedModels/x"}]}"#,
        type: "application/json"
    )
    private static let broken = ScriptedResponse(status: 500, "{}", type: "application/json")

    /// One provider alone, so that the script knows who asks; `local` needs no key and is asked too.
    private func client(
        _ key: String,
        _ responses: [ScriptedResponse],
        settings: [String: String] = [:]
    ) throws -> DoorClient {
        var all = Dictionary(uniqueKeysWithValues: DoorClient.keys.keys.map { ($0, "") })
        all["SECRET_TOKEN"] = "k"
        all[key] = "key"
        return try DoorClient(responses, settings: all.merging(settings) { $1 })
    }

    private func ids(_ response: DoorClient.Response) -> Set<String> {
        Set((response.json?["data"]?.arrayValue ?? []).compactMap { $0["id"]?.stringValue })
    }

    @Test func theListHasOpenAIsForm() async throws {
        let client = try client("OPENAI_API_KEY", [Self.openAI, Self.openAI])
        let response = await client.send("/v1/models", "", method: "GET")
        #expect(response.status == 200)
        #expect(response.json?["object"]?.stringValue == "list")
        #expect(ids(response) == ["openai/gpt-4o", "openai/a/b:c", "local/gpt-4o", "local/a/b:c"])
        let first = try #require(response.json?["data"]?[0])
        #expect(first.objectValue?.members.map { $0.key.string } == ["id", "object", "created", "owned_by"])
        #expect(first["created"]?.intValue == 0)
    }

    @Test func aListThatCannotBeHadLeavesTheOthers() async throws {
        let client = try client(
            "OPENAI_API_KEY",
            [Self.openAI, Self.broken],
            settings: ["GATEWAY_MODELS": "local/mine,openai/gpt-4o"]
        )
        let found = ids(await client.send("/v1/models", "", method: "GET"))
        #expect(found.contains("local/mine"))
        #expect(found.count >= 3)
    }

    @Test func aListIsAskedForOnceInAWhile() async throws {
        let client = try client("OPENAI_API_KEY", [Self.openAI, Self.openAI])
        for _ in 0..<5 { _ = await client.send("/v1/models", "", method: "GET") }
        #expect(client.gateway.upstream.requests.count == 2)
    }

    @Test func geminisNamesAreThoseThatCallersUse() async throws {
        let client = try client("GOOGLE_API_KEY", [Self.google, Self.google])
        #expect(ids(await client.send("/v1/models", "", method: "GET")).contains("google/gemini-2.5-flash"))
    }

    @Test(arguments: ["/v1/models/openai/a/b:c", "/v1/models/openai%2Fa%2Fb:c", "/v1/models/openai%2fa/b%3Ac"])
    func aModelIsFoundHoweverItsSlashesCome(_ path: String) async throws {
        let client = try client("OPENAI_API_KEY", [Self.openAI, Self.openAI])
        let response = await client.send(path, "", method: "GET")
        #expect(response.status == 200)
        #expect(response.json?["id"]?.stringValue == "openai/a/b:c")
        #expect(response.json?["object"]?.stringValue == "model")
    }

    @Test(arguments: ["openai/nothing", "nobody/x", "x"])
    func anUnknownModelIsNotFound(_ id: String) async throws {
        let client = try client("OPENAI_API_KEY", [Self.openAI, Self.openAI])
        let response = await client.send("/v1/models/\(id)", "", method: "GET")
        #expect(response.status == 404)
        #expect(response.json?["error"]?["code"]?.stringValue == "model_not_found")
    }
}
