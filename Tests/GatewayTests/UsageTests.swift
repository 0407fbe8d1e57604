// SPDX-License-Identifier: Apache-2.0

import FastCGI
import Testing
import UpstreamTesting

@testable import Gateway

/// What the log says that a request has cost: every attempt once, through whichever door it came.
struct UsageTests {
    private static func answer(_ text: String, _ prompt: Int, _ completion: Int) -> ScriptedResponse {
        ScriptedResponse(
            #"{"choices":[{"index":0,"message":{"content":"\#(text)"},"finish_reason":"stop"}],"usage":"#
                + #"{"prompt_tokens":\#(prompt),"completion_tokens":\#(completion),"total_tokens":\#(prompt + completion)}}"#
        )
    }

    private static let uncounted = ScriptedResponse(
        #"{"choices":[{"index":0,"message":{"content":"Hi"},"finish_reason":"stop"}]}"#
    )
    private static let hello = #"{"model":"openai/gpt-4o","user_prompt":"Hi"}"#
    private static let choice =
        #"{"model":"openai/gpt-4o","user_prompt":"Hi","classes":[{"id":"a","label":"A"},{"id":"b","label":"B"}]}"#

    @Test(arguments: [
        ("/llm/generation", hello, [answer("Hi", 9, 2)], "9", "2"),
        ("/llm/generation", hello, [uncounted], "-", "-"),
        ("/llm/generation", hello, [ScriptedResponse(status: 500, "{}")], "-", "-"),
        ("/llm/generation", hello, [answer("", 9, 2)], "9", "2"),
        ("/llm/generation/stream", hello, [answer("Hi", 9, 2)], "9", "2"),
        ("/llm/summarization", hello, [answer("It is short.", 9, 2)], "9", "2"),
        ("/llm/classification", choice, [answer("A", 9, 2)], "9", "2"),
        ("/llm/classification", choice, [answer("who knows", 9, 2), answer("B", 20, 3)], "29", "5"),
        ("/llm/classification", choice, [answer("", 9, 2), answer("B", 20, 3)], "29", "5"),
        ("/llm/classification", choice, [answer("who knows", 9, 2), answer("nobody", 20, 3)], "29", "5"),
        ("/llm/classification", choice, [answer("", 9, 2), answer("", 20, 3)], "29", "5"),
        ("/llm/classification", choice, [uncounted, answer("B", 20, 3)], "-", "-"),
        ("/llm/classification", choice, [answer("who knows", 9, 2), uncounted], "-", "-"),
        ("/text/answer?model=openai/gpt-4o", "Hi", [answer("Hi", 9, 2)], "9", "2"),
        ("/text/answer?model=openai/gpt-4o&stream", "Hi", [answer("Hi", 9, 2)], "9", "2"),
    ])
    func everyAttemptCountsOnce(
        _ target: String,
        _ body: String,
        _ responses: [ScriptedResponse],
        _ prompt: String,
        _ completion: String
    ) async throws {
        let gateway = try InProcessGateway(["OPENAI_API_KEY": "k"], responses, doors: [TextDoor()])
        let params = Params(["REQUEST_METHOD": "POST", "REQUEST_URI": target])
        _ = await gateway.send(Request(params: params, body: Array(body.utf8)))
        #expect(gateway.upstream.requests.count == responses.count)
        let line = try #require(await gateway.log().first)
        #expect(line.contains(" prompt_tokens=\(prompt) completion_tokens=\(completion) "), "\(line)")
    }
}
