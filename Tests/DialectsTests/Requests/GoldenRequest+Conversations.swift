// SPDX-License-Identifier: Apache-2.0

import ByteStrings
import Chat
import Dialects

extension GoldenRequest {
    /// Who says what, in which order.
    static let conversations = [
        GoldenRequest(
            "conversation",
            [
                ChatMessage(role: .system, "Be brief."), ChatMessage(role: .developer, "Be kind."),
                ChatMessage(role: .user, "Hi"), ChatMessage(role: .assistant, "Hello!"),
                ChatMessage(role: .user, "Bye \"now\"\n"),
            ]
        ),
        GoldenRequest(
            "instructions-within",
            [
                ChatMessage(role: .system, "Be brief."), ChatMessage(role: .user, "Hi"),
                ChatMessage(role: .assistant, "Hello!"), ChatMessage(role: .system, "Speak French."),
                ChatMessage(role: .user, "Again"),
            ]
        ),
        GoldenRequest(
            "instructions-within-taken",
            [
                ChatMessage(role: .user, "Hi"), ChatMessage(role: .system, "Speak French."),
                ChatMessage(role: .user, "Again"),
            ],
            traits: { $0.takesSystemTurns = true }
        ),
        GoldenRequest("instructions-only", [ChatMessage(role: .system, "Say hi.")]),
        GoldenRequest(
            "neighbours",
            [
                ChatMessage(role: .user, "One."), ChatMessage(role: .user, "Two."),
                ChatMessage(role: .assistant, "Three."), ChatMessage(role: .assistant, "Four."),
                ChatMessage(role: .user, "Five."),
            ]
        ),
        GoldenRequest(
            "cache-hints",
            [
                ChatMessage(role: .system, parts: [.text("Long.", .oneHour), .text("Short.")]),
                .user(.text("Context.", .fiveMinutes), .text("Question?")),
            ]
        ),
        GoldenRequest(
            "refusal",
            [
                ChatMessage(role: .user, "Hi"), .assistant(.refusal("I cannot.".slice)),
                ChatMessage(role: .user, "Why?"),
            ]
        ),
        GoldenRequest(
            "blank-texts",
            [.user(.text("Hi")), .assistant(.text("Hello!"), .text(" \n")), .user(.text(""), .text("Bye"))]
        ),
        GoldenRequest(
            "reasoning-in-history",
            [
                ChatMessage(role: .user, "Hi"),
                .assistant(
                    .reasoning(ReasoningPart("Hm.".slice, opaque: OpaqueValue(vendor: .anthropic, "a+/=-_"))),
                    .reasoning(
                        ReasoningPart([], opaque: OpaqueValue(vendor: .anthropic, "redacted=="), isRedacted: true)
                    ),
                    .reasoning(ReasoningPart("Foreign.".slice, opaque: OpaqueValue(vendor: .google, "g"))),
                    .reasoning(ReasoningPart("Unsigned.".slice)),
                    .call("c1", "f", "{}")
                ),
                .user(.result("c1", .text("ok"))),
            ]
        ),
        GoldenRequest(
            "vendor-of-anthropic",
            [.user(.vendor(VendorValue(vendor: .anthropic, json: #"{"type":"search_result","x":1}"#.slice)))]
        ),
    ]
}
