// SPDX-License-Identifier: Apache-2.0

import ByteStrings
import Chat
import Dialects
import JSONCoding
import Providers
import Testing
import UpstreamTesting

@testable import Attempts

/// A recorded answer with what its index expects of it.
struct RecordedAnswer: Sendable, CustomTestStringConvertible {
    let file: String
    private let entry: JSONValue
    private let expected: JSONValue

    /// All that there are.
    static let all: [RecordedAnswer] = {
        guard let folder = TestFiles.recorded, let index = try? TestFiles.json(folder + "/INDEX.json") else {
            return []
        }
        return (index["fixtures"]?.arrayValue ?? []).compactMap { RecordedAnswer($0) }
    }()

    private init?(_ entry: JSONValue) {
        guard let file = entry["file"]?.stringValue, let expected = entry["expect"] else { return nil }
        self.file = file
        self.entry = entry
        self.expected = expected
    }

    var testDescription: String { file }

    /// The recorded response.
    func response() throws -> ScriptedResponse {
        var response = ScriptedResponse(
            status: entry["http_status"]?.intValue ?? 0,
            body: try TestFiles.bytes((TestFiles.recorded ?? "") + "/" + file)
        )
        response.headerFields = (entry["headers"]?.objectValue?.members ?? []).map {
            ($0.key.string, $0.value.stringValue ?? "")
        }
        return response
    }

    /// Whether it was asked for as a stream.
    var isStream: Bool { entry["kind"]?.stringValue == "stream" }

    /// Whose answer it is.
    var provider: Provider {
        let names = ["openai", "groq", "google", "anthropic"]
        return .scripted(names.first { file.hasPrefix($0 + "/") } ?? "local")
    }

    /// Runs the response through its provider, asked for as it was recorded or, when `streaming`, as a stream.
    func run(_ response: ScriptedResponse, streaming: Bool = false) async -> Outcome {
        // Further attempts must find an answer, or the first one's error would be hidden.
        let responses = Array(repeating: response, count: 24)
        return isStream || streaming
            ? await Run.stream(responses, from: provider)
            : await Run.complete(responses, from: provider)
    }

    /// Compares with the index.
    func check(_ outcome: Outcome) {
        switch expected["outcome"]?.stringValue {
        case "text":
            #expect(outcome.error == nil)
            #expect(outcome.text == expected["text"]?.stringValue)
            #expect(outcome.completion?.finishReason.rawValue == expected["finish_reason"]?.stringValue)
            #expect(outcome.completion?.usage?.withoutDetails == .init(expected["usage"]))
        case "refusal":
            #expect(outcome.error?.kind == .refused)
            #expect(outcome.error?.message.contains(expected["refusal"]?.stringValue ?? "?") == true)
            #expect(outcome.error?.usage?.withoutDetails == .init(expected["usage"]))
        case "tool_call":
            #expect(outcome.error?.kind == .emptyAnswer)
            #expect(outcome.error?.finishReason == .toolCalls)
            #expect(outcome.error?.usage?.withoutDetails == .init(expected["usage"]))
        case "blocked":
            #expect(outcome.error?.kind == .filtered)
            #expect(outcome.error?.finishReason == .contentFilter)
            #expect(outcome.error?.usage?.withoutDetails == .init(expected["usage"]))
        case "empty":
            #expect(outcome.error?.kind == .emptyAnswer)
            #expect(outcome.error?.finishReason?.rawValue == expected["finish_reason"]?.stringValue)
            #expect(outcome.error?.usage?.withoutDetails == .init(expected["usage"]))
        case "error":
            checkError(outcome)
        default:
            Issue.record("unknown outcome")
        }
    }

    private func checkError(_ outcome: Outcome) {
        #expect(outcome.text.isEmpty)
        #expect(outcome.error?.message.contains(shownMessage) == true)
        let status = expected["error"]?["status"]?.intValue ?? entry["http_status"]?.intValue ?? 0
        #expect(outcome.error?.kind == .status(status))
    }

    /// The provider's message as far as a caller sees it.
    private var shownMessage: String {
        (expected["error"]?["message"]?.stringValue ?? "?").split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
