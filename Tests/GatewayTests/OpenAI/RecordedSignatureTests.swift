// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import JSONCoding
import Testing
import UpstreamTesting

@testable import Gateway

/// What real providers have signed comes back to them byte for byte.
///
/// The recordings are not part of the repository: without them nothing is tested here.
@Suite struct RecordedSignatureTests {
    struct Recording: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let model: String
        let response: [UInt8]
        let signatures: [String]

        private static let folder: String? = {
            let root = #filePath.split(separator: "/").dropLast(5).map { "/" + $0 }.joined()
            return FileManager.default.fileExists(atPath: root + "/shared/recorded-doors")
                ? root + "/shared/recorded-doors" : nil
        }()

        static let all: [Recording] = [
            ("google/stream_tool_call_thought_signature.response.sse", "google/gemini-3-pro-preview"),
            ("google/stream_tool_call_no_args.response.sse", "google/gemini-3-flash-preview"),
            ("anthropic/thinking_then_tool_use.response.json", "anthropic/claude-sonnet-4-20250514"),
        ].compactMap { file, model in
            guard let folder, let data = try? Data(contentsOf: URL(filePath: folder + "/" + file)) else { return nil }
            let text = String(decoding: data, as: UTF8.self)
            let signatures = text.matches(of: /"(?:thoughtSignature|signature)": ?"([^"]+)"/).map {
                String($0.output.1)
            }
            return Recording(testDescription: file, model: model, response: Array(data), signatures: signatures)
        }
    }

    @Test(arguments: Recording.all)
    func signaturesComeBack(_ recording: Recording) async throws {
        try #require(!recording.signatures.isEmpty)
        let isStream = recording.testDescription.hasSuffix(".sse")
        let answer = ScriptedResponse(
            body: recording.response,
            type: isStream ? "text/event-stream" : "application/json"
        )
        let client = try DoorClient([answer, answer])
        let path = "/v1/chat/completions"
        let tools = #""tools":[{"type":"function","function":{"name":"f"}}]"#
        let call = await client.send(
            path,
            #"{"model":"\#(recording.model)","stream":\#(isStream),"messages":[{"role":"user","content":"Go"}],\#(tools)}"#
        )
        let answers = isStream ? call.events.dropLast() : [call.body]
        let calls = answers.compactMap { try? JSONValue(parsing: Array($0.utf8)[...]) }.flatMap { value in
            (value["choices"]?[0]?[isStream ? "delta" : "message"]?["tool_calls"]?.arrayValue ?? [])
        }.compactMap { call in
            call["id"]?.stringValue.map { ($0, call["function"]?["name"]?.stringValue ?? "") }
        }
        try #require(!calls.isEmpty)
        let history = calls.map { #"{"id":"\#($0)","type":"function","function":{"name":"\#($1)","arguments":"{}"}}"# }
        let results = calls.map { #"{"role":"tool","tool_call_id":"\#($0.0)","content":"ok"}"# }
        let messages =
            [
                #"{"role":"user","content":"Go"}"#,
                #"{"role":"assistant","content":null,"tool_calls":[\#(history.joined(separator: ","))]}"#,
            ] + results
        _ = await client.send(
            path,
            #"{"model":"\#(recording.model)","messages":[\#(messages.joined(separator: ","))],\#(tools)}"#
        )
        let sent = try #require(client.gateway.upstream.bodies.last)
        #expect(client.sent.count == 2)
        #expect(recording.signatures.contains { sent.contains(#""\#($0)""#) })
        #expect(!sent.contains("skip_thought_signature_validator"))
    }
}
