// SPDX-License-Identifier: Apache-2.0

import ByteStrings
import Chat
import Dialects
import JSONCoding
import Attempts
import Providers
import UpstreamTesting

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
        chat = try Self.chat(expected)
        let parts = name.split(separator: "/")
        let folder = TestFiles.fixtures + "/" + parts[0]
        let upstream = try TestFiles.names(in: folder).first { $0.hasPrefix(parts[1] + ".upstream.") }
        var response = ScriptedResponse(
            status: expected["status"]?.intValue ?? 0,
            body: try TestFiles.bytes(folder + "/" + (upstream ?? ""))
        )
        response.headerFields = (expected["headers"]?.objectValue?.members ?? []).map {
            ($0.key.string, $0.value.stringValue ?? "")
        }
        self.response = response
    }

    /// The brief chat, changed where a case says so: `messages` as pairs of role and text, `max_tokens`,
    /// `temperature`, and `choice`, the words of which the answer is to be one.
    private static func chat(_ expected: JSONValue) throws -> ChatRequest {
        var chat = ChatRequest.brief(expected["model"]?.stringValue ?? "")
        if let messages = expected["messages"]?.arrayValue {
            chat.messages = messages.compactMap { message in
                guard let pair = message.arrayValue, pair.count == 2, let text = pair[1].stringValue else { return nil }
                return ChatMessage.Role(rawValue: pair[0].stringValue ?? "").map { ChatMessage(role: $0, text) }
            }
        }
        chat.maxTokens = expected["max_tokens"]?.intValue ?? chat.maxTokens
        chat.temperature = expected["temperature"]?.doubleValue ?? chat.temperature
        if chat.maxTokens ?? 0 >= 1_024 { chat.reasoning = nil }
        if let values = expected["choice"]?.arrayValue?.compactMap(\.stringValue) {
            chat.ask(forOneOf: values)
        }
        return chat
    }

    /// Runs the case with a response.
    func run(_ response: ScriptedResponse) async -> Outcome {
        // What is rejected is asked for again in another way, and rejected again.
        let responses = Array(repeating: response, count: 24)
        return isStream
            ? await Run.stream(responses, from: provider, chat: chat)
            : await Run.complete(responses, from: provider, chat: chat)
    }
}
