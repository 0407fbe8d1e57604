// SPDX-License-Identifier: Apache-2.0

import JSONCoding
import Testing
import UpstreamTesting

@testable import Gateway

/// What OpenAI's door says of asking again.
@Suite struct RetryHeaderTests {
    private static func body(_ model: String) -> String {
        #"{"model":"\#(model)","messages":[{"role":"user","content":"Hi"}]}"#
    }

    /// Clients repeat these statuses by themselves; where that leads to nothing they are told.
    @Test(arguments: [
        ("openai", 401, #"{"error":{"message":"No."}}"#, 502, "false"),
        ("openai", 403, #"{"error":{"message":"No."}}"#, 502, "false"),
        ("openai", 429, #"{"error":{"message":"No.","code":"insufficient_quota"}}"#, 429, "false"),
        ("openai", 409, #"{"error":{"message":"No."}}"#, 409, "false"),
        ("openai", 501, #"{"error":{"message":"No."}}"#, 501, "false"),
        ("openai", 302, "", 502, "false"),
        ("openai", 500, #"{"error":{"message":"No.","type":"exceed_context_size_error"}}"#, 500, "false"),
        (
            "google", 400,
            #"{"error":{"message":"No.","details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"API_KEY_INVALID"}]}}"#,
            502, "false"
        ),
        ("anthropic", 409, #"{"error":{"message":"No.","type":"conflict_error"}}"#, 409, nil),
        ("openai", 429, #"{"error":{"message":"No."}}"#, 429, nil),
        ("openai", 500, #"{"error":{"message":"No."}}"#, 500, nil),
        ("openai", 400, #"{"error":{"message":"No."}}"#, 400, nil),
        ("openai", 404, #"{"error":{"message":"No."}}"#, 404, nil),
    ])
    func whatIsFinalIsToldToBe(
        _ provider: String,
        _ status: Int,
        _ body: String,
        _ told: Int,
        _ retry: String?
    ) async throws {
        let answer = ScriptedResponse(status: status, body, type: "application/json")
        let response = try await DoorClient([answer]).send("/v1/chat/completions", Self.body("\(provider)/m"))
        #expect(response.status == told, "\(response.body)")
        #expect(response.field("x-should-retry") == retry)
        // The gateway knows whose key it is; otherwise the provider's word is passed on.
        let other = try DoorClient([answer.adding([("X-Should-Retry", "true")])])
        let contradicted = await other.send("/v1/chat/completions", Self.body("\(provider)/m"))
        #expect(contradicted.field("x-should-retry") == retry ?? "true")
        #expect(contradicted.head.lowercased().split(separator: "x-should-retry:").count == 2)
    }

    /// A wait that can be read wins over the one in whole seconds; what cannot be read does not.
    @Test(arguments: [
        ("7.25", "7.25"), ("soon", "8"), ("-1", "8"), ("nan", "8"), ("", "8"),
        ("Thu, 26 Nov 2026 12:00:30 GMT", "30"),
    ])
    func theWaitIsTheProviders(_ given: String, _ told: String) async throws {
        let answer = ScriptedResponse(
            status: 429,
            #"{"error":{"message":"Please try again in 7.66s."}}"#,
            type: "application/json"
        )
        let fields = [("date", "Thu, 26 Nov 2026 12:00:00 GMT"), ("retry-after", given)]
        let response = try await DoorClient([answer.adding(fields)]).send("/v1/chat/completions", Self.body("openai/m"))
        #expect(response.field("Retry-After") == told)
        #expect(response.head.lowercased().split(separator: "retry-after:").count == 2)
    }
}
