// SPDX-License-Identifier: Apache-2.0

import Chat
import JSONCoding
import Providers

/// A case of the fixtures: what is sent, what the provider answers, what is to come of it.
struct Fixture {
    let isStream: Bool
    let provider: Provider
    let chat: ChatRequest
    let request: JSONValue
    let expected: JSONValue
    let response: ScriptedResponse

    init(_ name: String) throws {
        let path = TestFiles.fixtures + "/" + name
        expected = try TestFiles.json(path + ".expected.json")
        request = try TestFiles.json(path + ".request.json")
        isStream = expected["stream"]?.boolValue ?? false
        provider = .scripted(expected["provider"]?.stringValue ?? "")
        chat = .brief(expected["model"]?.stringValue ?? "")
        let upstream = try TestFiles.names(in: TestFiles.fixtures).first { $0.hasPrefix(name + ".upstream.") }
        var response = ScriptedResponse(
            status: expected["status"]?.intValue ?? 0,
            body: try TestFiles.bytes(TestFiles.fixtures + "/" + (upstream ?? ""))
        )
        response.headerFields = (expected["headers"]?.objectValue?.members ?? []).map {
            ($0.key, $0.value.stringValue ?? "")
        }
        self.response = response
    }

    /// Runs the case with a response.
    func run(_ response: ScriptedResponse) async -> Outcome {
        isStream
            ? await Run.stream([response], from: provider, chat: chat)
            : await Run.complete([response], from: provider, chat: chat)
    }
}
