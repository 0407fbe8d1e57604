// SPDX-License-Identifier: Apache-2.0

import ByteStrings
import Chat
import Dialects

extension GoldenRequest {
    private static let weather = Tool.function(
        FunctionTool(
            name: "get_weather",
            description: "The weather of a city",
            schema: #"{"type":"object","properties":{"city":{"type":"string"}},"required":["city"]}"#.slice,
            isStrict: true,
            cacheHint: .fiveMinutes
        )
    )
    private static let clock = Tool.function(FunctionTool(name: "clock"))
    private static let shell = Tool.custom(
        CustomTool(name: "shell", description: "Runs it.", grammar: .init(syntax: "regex", definition: "[a-z]+"))
    )

    /// What a model may call, and what came of it.
    static let tools =
        [
            GoldenRequest("tools") { $0.tools = [weather, clock, shell] },
            GoldenRequest("tool-of-anthropic") {
                let json = #"{"type":"web_search_20250305","name":"web_search"}"#.slice
                $0.tools = [clock, .builtin(VendorValue(vendor: .anthropic, json: json))]
            },
            GoldenRequest("tools-one-at-a-time") {
                $0.tools = [clock]
                $0.allowsParallelToolCalls = false
            },
            GoldenRequest("tools-several-at-once") {
                $0.tools = [clock]
                $0.allowsParallelToolCalls = true
            },
            GoldenRequest("choice-forced-while-thinking") {
                $0.tools = [clock]
                $0.toolChoice = .required
                $0.reasoning = Reasoning(effort: .high, display: .summary)
            },
            GoldenRequest("choice-forced-of-one-that-always-thinks") {
                $0.tools = [clock]
                $0.toolChoice = .named("clock")
            } traits: {
                $0.alwaysThinks = true
            },
            GoldenRequest("strict-tool") {
                let schema =
                    #"{"type":"object","properties":{"n":{"type":"integer","minimum":1,"description":"How many."},"o":{"type":"object","properties":{"additionalProperties":{"type":"string","maxLength":3}}}}}"#
                $0.tools = [
                    .function(FunctionTool(name: "f", schema: schema.slice, isStrict: true)),
                    .function(FunctionTool(name: "g", isStrict: true)),
                    .function(FunctionTool(name: "h", schema: schema.slice)),
                ]
            },
            GoldenRequest("strict-tool-of-any-names") {
                let schema =
                    #"{"type":"object","properties":{"o":{"type":"object","additionalProperties":{"type":"string"}}}}"#
                $0.tools = [clock, .function(FunctionTool(name: "f", schema: schema.slice, isStrict: true))]
            },
            GoldenRequest("custom-tool-not-taken") {
                $0.tools = [shell]
                $0.toolChoice = .named("shell")
                $0.messages += [
                    .assistant(
                        .toolCall(ToolCall(id: "c1", name: "shell", arguments: Array("ls \"a\"".utf8), kind: .custom))
                    ),
                    .user(.result("c1", .text("a"))),
                ]
            } traits: {
                $0.takesCustomTools = false
            },
            GoldenRequest("custom-tool-call") {
                $0.tools = [shell]
                $0.messages += [
                    .assistant(
                        .toolCall(ToolCall(id: "c1", name: "shell", arguments: Array("ls".utf8), kind: .custom))
                    ),
                    .user(.result("c1", .text("a"))),
                ]
            },
        ] + choices + results

    private static let choices = [
        ("auto", ToolChoice.auto), ("none", .none), ("required", .required), ("named", .named("clock")),
        ("allowed", .allowed(["clock"], isRequired: false)),
        ("allowed-required", .allowed(["clock"], isRequired: true)),
    ].map { name, choice in
        GoldenRequest("choice-" + name) {
            $0.tools = [weather, clock]
            $0.toolChoice = choice
        }
    }

    private static let results = [
        GoldenRequest(
            "parallel-results",
            [
                ChatMessage(role: .user, "Weather?"),
                .assistant(
                    .text("Let me see."),
                    .call("c1", "get_weather", #"{"city":"Oslo"}"#),
                    .call("c2", "clock", "")
                ),
                .user(
                    .text("Go on."),
                    .result("c1", .text(#"{"t":3}"#)),
                    .result("c2", .text("broken"), isError: true)
                ),
            ]
        ),
        GoldenRequest(
            "results-of-every-kind",
            [
                ChatMessage(role: .user, "Go"),
                .assistant(
                    .call("c1", "f", "{}"),
                    .call("c2", "f", "{}"),
                    .call("c3", "f", "{}"),
                    .call("c4", "f", "{}")
                ),
                .user(
                    .result("c1", .text("[1]")),
                    .result("c2", .text("7")),
                    .result("c3"),
                    .result("c4", .text("a"), .text("b"))
                ),
            ]
        ),
        GoldenRequest(
            "result-with-image",
            [
                ChatMessage(role: .user, "Look"), .assistant(.call("c1", "screenshot", "{}")),
                .user(
                    .result(
                        "c1",
                        .text("Done."),
                        .media(Media(.image, .base64("aGk=".slice), mediaType: "image/png"))
                    )
                ),
            ]
        ),
        GoldenRequest(
            "result-of-no-call",
            [ChatMessage(role: .user, "Hi"), .user(.result("c9", .text("ok")))]
        ),
        GoldenRequest(
            "arguments-cut-off",
            [
                ChatMessage(role: .user, "Hi"), .assistant(.call("c1", "f", #"{"a":"#)),
                .user(.result("c1", .text("ok"))),
            ]
        ),
        GoldenRequest(
            "strange-ids",
            [
                ChatMessage(role: .user, "Hi"),
                .assistant(
                    .call("functions.Bash:0", "f", "{}"),
                    .call(ByteString(String(repeating: "x", count: 70)), "f", "{}")
                ),
                .user(
                    .result("functions.Bash:0", .text("a")),
                    .result(ByteString(String(repeating: "x", count: 70)), .text("b"))
                ),
            ]
        ),
        GoldenRequest(
            "signed-call",
            [
                ChatMessage(role: .user, "Hi"),
                .assistant(
                    .toolCall(
                        ToolCall(
                            id: "c1",
                            name: "f",
                            arguments: Array("{}".utf8),
                            opaque: OpaqueValue(vendor: .google, "a+/=-_")
                        )
                    )
                ),
                .user(.result("c1", .text("ok"))),
            ]
        ),
    ]
}
