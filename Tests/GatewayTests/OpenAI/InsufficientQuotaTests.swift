// SPDX-License-Identifier: Apache-2.0

import JSONCoding
import Testing
import UpstreamTesting

@testable import Gateway

/// How OpenAI's door tells an account without credit from a rate limit.
@Suite struct InsufficientQuotaTests {
    private static let quota = "insufficient_quota"
    private static let credit = "Your credit balance is too low to access the API."

    private static func anthropic(_ type: String, _ message: String) -> String {
        #"{"type":"error","error":{"type":"\#(type)","message":"\#(message)"}}"#
    }

    private static func gemini(_ message: String, quota: String) -> String {
        let details =
            #"[{"@type":"type.googleapis.com/google.rpc.QuotaFailure","violations":[{"quotaId":"\#(quota)"}]}]"#
        return
            #"{"error":{"code":429,"message":"\#(message)","status":"RESOURCE_EXHAUSTED","details":\#(details)}}"#
    }

    private static let plan = "You exceeded your current quota, please check your plan and billing details."
    private static let metric = "Quota exceeded for metric: requests"
    private static let perMinute = "GenerateRequestsPerMinutePerProjectPerModel-FreeTier"
    private static let perDay = "GenerateRequestsPerDayPerProjectPerModel-FreeTier"

    @Test(arguments: [
        // No credit: final, whatever the status is that the provider gives it.
        ("anthropic", 400, anthropic("invalid_request_error", credit), 429, quota, quota),
        ("anthropic", 402, anthropic("billing_error", "No."), 429, quota, quota),
        ("anthropic", 402, "", 429, quota, quota),
        ("anthropic", 403, anthropic("billing_error", "No."), 429, quota, quota),
        ("openai", 402, #"{"error":{"message":"Insufficient Balance"}}"#, 429, quota, quota),
        ("google", 429, gemini("\(plan)", quota: perDay), 429, quota, quota),
        ("google", 429, gemini("\(plan)\\n* \(metric), limit: 0, model: m", quota: perMinute), 429, quota, quota),
        ("google", 429, gemini("\(plan)\\n* \(metric), limit: 0\\nWait.", quota: perMinute), 429, quota, quota),
        ("google", 429, gemini("Your project has exceeded its spending cap.", quota: ""), 429, quota, quota),
        // Limits that pass by themselves, which Gemini tells in the same words, and other faults of the request.
        ("google", 429, gemini("\(plan)", quota: perMinute), 429, "requests", "rate_limit_exceeded"),
        (
            "google", 429, gemini("\(plan)\\n* \(metric), limit: 20, model: m", quota: perMinute), 429, "requests",
            "rate_limit_exceeded"
        ),
        ("anthropic", 429, anthropic("rate_limit_error", "No."), 429, "requests", "rate_limit_exceeded"),
        ("anthropic", 400, anthropic("invalid_request_error", "No."), 400, "invalid_request_error", nil),
        ("anthropic", 401, anthropic("authentication_error", credit), 502, "server_error", nil),
        ("anthropic", 403, anthropic("permission_error", "No."), 502, "server_error", nil),
    ])
    func anAccountWithoutCreditIsTold(
        _ provider: String,
        _ status: Int,
        _ body: String,
        _ told: Int,
        _ type: String,
        _ code: String?
    ) async throws {
        for stream in ["", #","stream":true"#] {
            let client = try DoorClient([ScriptedResponse(status: status, body, type: "application/json")])
            let response = await client.send(
                "/v1/chat/completions",
                #"{"model":"\#(provider)/m","messages":[{"role":"user","content":"Hi"}]\#(stream)}"#
            )
            #expect(response.status == told, "\(response.body)")
            #expect(response.json?["error"]?["type"]?.stringValue == type)
            #expect(response.json?["error"]?["code"]?.stringValue == code)
            let isFinal = code == Self.quota || [401, 403].contains(status)
            #expect((response.field("x-should-retry") == "false") == isFinal)
        }
    }

    /// A stream that has not begun yet can have a status of its own still.
    @Test func anErrorAtTheBeginningOfAStreamIsTold() async throws {
        let event = "event: error\ndata: \(Self.anthropic("billing_error", "No."))\n\n"
        let client = try DoorClient([ScriptedResponse(event, type: "text/event-stream")])
        let response = await client.send(
            "/v1/chat/completions",
            #"{"model":"anthropic/m","messages":[{"role":"user","content":"Hi"}],"stream":true}"#
        )
        #expect(response.status == 429, "\(response.body)")
        #expect(response.json?["error"]?["code"]?.stringValue == Self.quota)
        #expect(response.field("x-should-retry") == "false")
    }
}
