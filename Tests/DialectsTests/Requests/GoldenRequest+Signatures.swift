// SPDX-License-Identifier: Apache-2.0

import ByteStrings
import Chat
import Dialects

extension GoldenRequest {
    /// What has to come back with a call, and what is done where it has not.
    static let signatures =
        [
            checked(
                "signature-unknown",
                [
                    ChatMessage(role: .user, "Go"), .assistant(.text("I look."), .call("c1", "f", "{}")),
                    .user(.result("c1", .text("1"))), .assistant(.call("c2", "f", "{}"), .call("c3", "f", "{}")),
                    .user(.result("c2", .text("2")), .result("c3", .text("3"))),
                ]
            ),
            checked(
                "signature-unknown-in-an-earlier-turn",
                [
                    ChatMessage(role: .user, "Go"), .assistant(.call("c1", "f", "{}")),
                    .user(.result("c1", .text("1"))), .assistant(.text("One.")), ChatMessage(role: .user, "And now?"),
                    .assistant(.call("c2", "f", "{}")), .user(.result("c2", .text("2"))),
                ]
            ),
            // What the user says behind a result begins a turn.
            checked(
                "signature-unknown-before-a-text",
                [
                    ChatMessage(role: .user, "Go"), .assistant(.call("c1", "f", "{}")),
                    .user(.result("c1", .text("1")), .text("Go on.")),
                ]
            ),
            checked(
                "signature-of-the-first-call",
                [
                    ChatMessage(role: .user, "Go"), .assistant(signed("c1", .google), .call("c2", "f", "{}")),
                    .user(.result("c1", .text("1")), .result("c2", .text("2"))),
                ]
            ),
            checked(
                "signature-of-another-vendor",
                [
                    ChatMessage(role: .user, "Go"), .assistant(signed("c1", .other)),
                    .user(.result("c1", .text("1"))),
                ]
            ),
            thinking("thoughts-unknown", []),
            thinking("thoughts-known", [thought(.anthropic)]),
            thinking("thoughts-of-another-vendor", [thought(.google)]),
            thinking("thoughts-behind-a-text", [.text("I look."), thought(.anthropic)]),
            GoldenRequest("thoughts-unknown-of-a-model-of-words", conversation) {
                $0.reasoning = Reasoning(effort: .high, display: .summary)
            },
            GoldenRequest(
                "thoughts-unknown-before-a-question",
                conversation + [.assistant(.text("One.")), .user(.text("Why?"))]
            ) {
                $0.reasoning = Reasoning(effort: .high)
            } traits: {
                $0.reasoningScale = .budget
            },
        ] + names

    private static let names = [
        GoldenRequest(
            "ids-twice",
            [
                ChatMessage(role: .user, "Go"), .assistant(.call("c1", "f", "{}"), .call("c1", "g", "{}")),
                .user(.result("c1", .text("1")), .result("c1", .text("2"))), .assistant(.call("c1", "h", "{}")),
                .user(.result("c1", .text("3"))),
            ]
        ),
        GoldenRequest(
            "ids-empty",
            [
                ChatMessage(role: .user, "Go"),
                .assistant(.call("", "f", "{}"), .call("", "f", "{}"), .call("", "f", "{}")),
                .user(.result("", .text("1")), .result("", .text("2")), .result("", .text("3"))),
                .assistant(.call("", "g", "{}")), .user(.result("", .text("4"))),
            ]
        ),
        GoldenRequest(
            "tool-names-that-do-not-fit",
            [
                ChatMessage(role: .user, "Go"), .assistant(.call("c1", "1st tool", "{}")),
                .user(.result("c1", .text("1"))),
            ]
        ) {
            $0.tools = ["1st tool", "a.b:c", ByteString(String(repeating: "x", count: 130)), "plain"].map {
                .function(FunctionTool(name: $0))
            }
            $0.toolChoice = .allowed(["1st tool", "a.b:c", "plain"], isRequired: true)
        },
    ]

    private static let conversation = [
        ChatMessage(role: .user, "Go"), .assistant(.call("c1", "f", "{}")), .user(.result("c1", .text("1"))),
    ]

    private static func checked(_ name: String, _ messages: [ChatMessage]) -> GoldenRequest {
        GoldenRequest(name, messages, traits: { $0.checksSignatures = true })
    }

    private static func thinking(_ name: String, _ parts: [MessagePart]) -> GoldenRequest {
        var messages = conversation
        messages[1].parts = parts + messages[1].parts
        return GoldenRequest(name, messages) {
            $0.reasoning = Reasoning(effort: .medium)
            $0.fixedParameters = .reasoning
        } traits: {
            $0.reasoningScale = .budget
        }
    }

    private static func signed(_ id: ByteString, _ vendor: Vendor) -> MessagePart {
        .toolCall(ToolCall(id: id, name: "f", opaque: OpaqueValue(vendor: vendor, "a+/=-_")))
    }

    private static func thought(_ vendor: Vendor) -> MessagePart {
        .reasoning(ReasoningPart("Hm.".slice, opaque: OpaqueValue(vendor: vendor, "a+/=-_")))
    }
}
