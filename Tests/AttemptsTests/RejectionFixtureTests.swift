// SPDX-License-Identifier: Apache-2.0

import ByteStrings
import Chat
import Dialects
import JSONCoding
import Providers
import Testing
import Upstream
import UpstreamTesting

@testable import Attempts

/// Every case of `Fixtures/rejections`: what is sent after each rejection, and that the next call begins with the last.
@Suite struct RejectionFixtureTests {
    static let names = ((try? TestFiles.names(in: TestFiles.fixtures + "/rejections")) ?? [])

    private static let answers = [
        "google": #"{"candidates":[{"content":{"parts":[{"text":"Hello!"}]},"finishReason":"STOP"}]}"#,
        "anthropic": #"{"type":"message","content":[{"type":"text","text":"Hello!"}],"stop_reason":"end_turn"}"#,
    ]
    private static let answer = #"{"choices":[{"message":{"content":"Hello!"},"finish_reason":"stop"}]}"#

    @Test func casesAreFound() {
        #expect(Self.names.count >= 9)
    }

    @Test(arguments: names, [false, true])
    func requests(_ name: String, _ isByteByByte: Bool) async throws {
        let fixture = try TestFiles.json(TestFiles.fixtures + "/rejections/" + name)
        let provider = fixture["provider"]?.stringValue ?? ""
        let chat = ChatRequest.brief(fixture["model"]?.stringValue ?? "")
        let rejections = (fixture["rejections"]?.arrayValue ?? []).map { rejection in
            let response = ScriptedResponse(
                status: rejection["status"]?.intValue ?? 0,
                rejection["body"]?.stringValue ?? "",
                type: rejection["type"]?.stringValue
            )
            return isByteByByte ? response.byteByByte : response
        }
        let answer = ScriptedResponse(Self.answers[provider] ?? Self.answer)
        let upstream = ScriptedUpstream(rejections + [answer, answer])
        let client = ProviderClient(upstream: upstream)
        for _ in 1...2 {
            let outcome =
                fixture["stream"]?.boolValue == true
                ? await Run.stream(client, .scripted(provider), chat)
                : await Run.complete(client, .scripted(provider), chat)
            #expect(outcome.text == "Hello!", "\(outcome.error?.message ?? "")")
        }
        let expected = fixture["requests"]?.arrayValue ?? []
        #expect(expected.count == rejections.count + 1)
        #expect(try upstream.requests.map { try JSONValue(parsing: $0.body[...]) } == expected + expected.suffix(1))
    }
}
