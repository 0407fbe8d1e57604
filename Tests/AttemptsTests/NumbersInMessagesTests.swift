// SPDX-License-Identifier: Apache-2.0

import ByteStrings
import Chat
import Providers
import Testing
import Upstream
import UpstreamTesting

@testable import Attempts
@testable import Dialects

/// How much is read of a message that is full of numbers, and how often it is heeded.
@Suite struct NumbersInMessagesTests {
    private static let dialects = ["local", "openai", "google", "anthropic"]

    private func chat(_ maxTokens: Int) -> ChatRequest {
        var chat = ChatRequest.brief("some-model")
        chat.maxTokens = maxTokens
        return chat
    }

    @Test(arguments: ["9 ", "1-9;", "inf ", "128k,", "[1,2]", "3.5e"])
    func onlyTheFirstNumbersAreRead(_ piece: String) {
        let text = ByteString(String(repeating: piece, count: 1_000_000 / piece.utf8.count))
        let numbers = WrittenNumber.all(in: text)
        #expect(numbers.count <= WrittenNumber.limit)
        #expect(WrittenNumber.all(in: ByteString("1 2, 3 and 4")).map(\.value) == [1, 2, 3, 4])
    }

    /// What says the limit is heeded among the first numbers, and not behind them.
    @Test(arguments: dialects)
    func aLimitBehindManyNumbersIsNotFound(_ dialect: String) {
        func limit(behind count: Int) -> Int? {
            let numbers = String(repeating: "7 ", count: count)
            let message = "max_tokens: \(numbers) and so it is at most 2000"
            return Provider.scripted(dialect).next(message, of: chat(4_096))?.tokenLimit(for: 4_096)
        }
        #expect(limit(behind: WrittenNumber.limit - 1) == 2_000)
        #expect(limit(behind: WrittenNumber.limit) != 2_000)
    }

    @Test(arguments: dialects)
    func onlyTheStartOfAMessageIsRead(_ dialect: String) {
        func next(at position: Int) -> RequestAdaptation? {
            let message = String(repeating: "no, ", count: position / 4) + "temperature"
            return Provider.scripted(dialect).next(message, of: chat(100))
        }
        #expect(next(at: Rejection.limit - 100) == [.omitsTemperature])
        for position in [Rejection.limit, 1_000_000] { #expect(next(at: position) == nil) }
    }

    private static let messages = [
        "max_tokens: " + (64..<3_000).reversed().map { "\($0) " }.joined(),
        "max_tokens: " + (64..<3_000).reversed().map { "1-\($0); " }.joined(),
        "max_tokens and temperature: " + (1..<3_000).map { "0.\($0 + 1_000)-1 " }.joined(),
    ]

    /// A provider that always says the same, each time with another number that could be the limit.
    @Test(arguments: messages, dialects)
    func aMessageFullOfNumbersIsHeededAFewTimes(_ message: String, _ dialect: String) async throws {
        let rejection = ScriptedResponse(status: 400, #"{"error":{"message":"\#(message)"}}"#)
        let upstream = ScriptedUpstream(Array(repeating: rejection, count: 50))
        let client = ProviderClient(upstream: upstream)
        let error = await #expect(throws: ProviderError.self) {
            try await client.complete(chat(3_000), with: .scripted(dialect), on: InlineEventLoop())
        }
        #expect(error?.kind == .status(400))
        // Four numbers, and the ways to say a limit and a temperature otherwise, or not at all.
        #expect(upstream.requests.count <= 1 + 4 + 4, "\(upstream.requests.count)")
    }

    /// What helps at last is found in spite of that: the limit is left out.
    @Test func whatIsNoNumberIsTriedAfterThem() async throws {
        let rejection = ScriptedResponse(status: 400, #"{"error":{"message":"\#(Self.messages[0])"}}"#)
        let answer = ScriptedResponse(
            #"{"choices":[{"message":{"role":"assistant","content":"Hello!"},"finish_reason":"stop"}]}"#
        )
        let upstream = ScriptedUpstream(Array(repeating: rejection, count: 6) + [answer])
        let client = ProviderClient(upstream: upstream)
        let reply = try await client.complete(chat(3_000), with: .scripted("openai"), on: InlineEventLoop())
        #expect(String(decoding: reply.text, as: UTF8.self) == "Hello!")
        #expect(upstream.bodies[4].contains("\"max_completion_tokens\":2996"))
        #expect(upstream.bodies[5].contains("\"max_tokens\":2996"))
        #expect(upstream.bodies.last?.contains("tokens\":") == false)
    }
}
