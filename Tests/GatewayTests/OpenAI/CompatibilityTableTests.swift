// SPDX-License-Identifier: Apache-2.0

import ByteStrings
import FoundationEssentials
import JSONCoding
import Testing
import UpstreamTesting

@testable import Dialects
@testable import Gateway

/// The table of parameters in `docs/compatibility.md` says what the gateway does.
@Suite struct CompatibilityTableTests {
    private static let page =
        #filePath.split(separator: "/").dropLast(4).map { "/" + $0 }.joined() + "/docs/compatibility.md"
    static let rows = ParameterRow.rows(of: (try? String(contentsOfFile: page, encoding: .utf8)) ?? "")
    /// For each column those who are asked.
    private static let models = [
        "openai": ["openai/m", "groq/m", "local/m", "mistral/m"], "anthropic": ["anthropic/claude-opus-4-6"],
        "google": ["google/gemini-2.5-flash"],
    ]

    @Test(arguments: rows)
    func aRowIsTrue(_ row: ParameterRow) async throws {
        for (column, expected) in zip(ParameterRow.columns, row.outcomes) {
            for model in Self.models[column] ?? [] {
                let found = try await outcome(of: row, model)
                #expect(found.rawValue == expected, "\(model)")
            }
        }
    }

    @Test func everyParameterHasARow() throws {
        let parameters = Set(Self.rows.compactMap(\.parameter?.key))
        let described =
            try OpenAPIDocument.load().schema("ChatCompletionRequest")?["properties"]?.objectValue?.members ?? []
        #expect(described.count > 20)
        let all = ChatCompletionsRequest.known.union(ChatCompletionsRequest.refused).union(described.map(\.key))
        #expect(all.subtracting(parameters) == ["model"])
    }

    private func outcome(of row: ParameterRow, _ model: String) async throws -> ParameterRow.Outcome {
        let parameter = try #require(row.parameter)
        let without = try await ask(model, row.others)
        let with = try await ask(model, "," + row.members)
        if with.response.status == 400 {
            let named = with.response.json?["error"]?["param"]?.stringValue
            #expect(
                named?.hasPrefix(parameter.key.string) == true || without.response.status == 400,
                "\(with.response.body)"
            )
            #expect(with.sent == nil)
            return .refused
        }
        #expect(with.response.status == 200, "\(with.response.body)")
        let sent = try #require(with.sent)
        if let ignored = with.response.field("X-Gateway-Ignored"),
            ignored != without.response.field("X-Gateway-Ignored")
        {
            #expect(sent == without.sent)
            return .advisory
        }
        if sent[parameter.key.string] == parameter.value { return .passed }
        return sent != without.sent || with.answer != without.answer ? .translated : .none
    }

    private struct Exchange {
        let response: DoorClient.Response
        /// The body that the provider got; nil when nobody was asked.
        let sent: JSONValue?
        /// What came back, without what is new each time.
        let answer: [JSONValue]
    }

    private func ask(_ model: String, _ members: String) async throws -> Exchange {
        let client = try DoorClient(
            [Self.script(model, isStream: members.contains(#""stream":true"#))],
            settings: ["GATEWAY_PROVIDERS": "mistral", "MISTRAL_API_KEY": "km"]
        )
        let tools = #""tools":[{"type":"function","function":{"name":"f"}}]"#
        let response = await client.send(
            "/v1/chat/completions",
            #"{"model":"\#(model)","messages":[{"role":"user","content":"Hi"}],\#(tools)\#(members)}"#
        )
        let answer = response.eventData.compactMap { data -> JSONValue? in
            let object = (try? JSONValue(parsing: Array(data.utf8)[...]))?.objectValue?.members ?? []
            return .object(JSONObject(object.filter { $0.key != "id" && $0.key != "created" }))
        }
        return Exchange(response: response, sent: client.sent.first, answer: answer)
    }

    private static func script(_ model: String, isStream: Bool) -> ScriptedResponse {
        if model.hasPrefix("anthropic/") {
            return isStream ? ProviderScripts.anthropicStream : ProviderScripts.anthropic
        }
        if model.hasPrefix("google/") { return isStream ? ProviderScripts.geminiStream : ProviderScripts.gemini }
        return isStream ? ProviderScripts.openAIStream : ProviderScripts.openAI
    }
}
