// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Gateway

/// What models think aloud is no part of what the tasks give.
struct ThoughtsTests {
    private func summary(_ answer: String) -> String {
        String(decoding: SummaryText.clean(Array(answer.utf8)[...]), as: UTF8.self)
    }

    private func choice(_ answer: String) throws -> Int? {
        let classes = try GivenClass.make([("a", "first"), ("b", "second")])
        return ClassMatcher(keys: ["c1", "c2"], classes: classes).match(Array(answer.utf8)[...])
    }

    /// Answers around `%`, with thoughts that name another class.
    private static let shapes = [
        "<think>c1?</think>%", "<THINK>\nc1?\n</THINK>\n%", "<Thinking>c1?</Thinking>\n\n%",
        "<thought>c1?</thought>%", "<thoughts>c1?</thoughts>%", "<reasoning>c1?</reasoning>%",
        "<reflection>c1?</reflection>%", "<scratchpad>c1?</scratchpad>%", "<inner_monologue>c1?</inner_monologue>%",
        "[THINK]c1?[/THINK]%", "[think]\nc1?\n[/think]\n%", "[REASONING]c1?[/REASONING]%",
        "<think budget=\"200\" id='x'>c1?</think>%", "<seed:think>c1?</seed:think>%",
        "<think>c1?</think>\n<think>or c1?</think>%", "<think>a<think>c1?</think>b</think>%",
        "<think>c1?</think>c1, no</think>%", "c1?\n</think>\n%", "c1?\n</thought>\n\n%", "c1?\n[/THINK]\n%",
        "%\n<think>was it c1?", "<think>c1?</think>%\n<thinking>c1 again?</thinking>",
        "<think></think>%", "<think>\n\n</think>\n\n%", "◁think▷c1?◁/think▷%",
        "<|begin_of_thought|>c1?<|end_of_thought|>%", "<|START_THINKING|>c1?<|END_THINKING|>%",
        "<｜begin▁of▁thinking｜>c1?<｜end▁of▁thinking｜>%", "<|think|>c1?<|/think|>%",
        "<|channel|>analysis<|message|>c1?<|end|><|start|>assistant<|channel|>final<|message|>%",
        "<|channel|>analysis<|message|>c1?<|end|><|start|>assistant<|channel|>final<|message|>%<|return|>",
        "analysis<|message|>c1?<|end|><|start|>assistant<|channel|>final<|message|>%<|end|>",
        "<|channel|>commentary<|message|>c1<|end|><|channel|>final <|constrain|>json<|message|>%",
        "<|start|>assistant<|channel|>analysis<|message|>c1?<|end|><|start|>assistant<|message|>%",
        "<|channel>thought\nc1?<channel|>%", "analysisIt may be c1.assistantfinal%",
    ]

    @Test(arguments: shapes)
    func thoughtsAreNoPartOfASummary(_ shape: String) {
        let text = "The ship sank in 1912. Most died."
        #expect(summary(shape.replacing("%", with: text)) == text)
    }

    @Test(arguments: shapes)
    func thoughtsAreNoPartOfAChoice(_ shape: String) throws {
        #expect(try choice(shape.replacing("%", with: #"{"class_id":"c2"}"#)) == 1)
        #expect(try choice(shape.replacing("%", with: "c2")) == 1)
    }

    @Test(arguments: [
        "The tag <reasoning> holds what a model thinks, and </reasoning> ends it.", "He wrote [think] in the margin.",
        "[Reflections](https://a.example) is a book of essays.", "Say \"</think>\" when it is over.",
        "Of x<think>y nothing is known.", "Two tokens, <|channel|> and <|message|>, tell the channels apart.",
        "Analysis of the data: assistants failed.", "1 < 2 and [a] > <b>", "<p>A page</p>",
        "The list [thoughts about it] is long.",
    ])
    func aSummaryMayBeAboutMarks(_ answer: String) {
        #expect(summary(answer) == answer)
    }

    @Test(arguments: [
        "<think>c1", "[THINK] c1", "<think>a</think><think>c1", "<|channel|>analysis<|message|>c1",
        "<reasoning>c1</reasoning>",
        "<|channel|>analysis<|message|>c1<|end|>",
    ])
    func nothingButThoughtsIsNoAnswer(_ answer: String) throws {
        #expect(summary(answer).isEmpty)
        #expect(try choice(answer) == nil)
    }

    @Test(arguments: [
        "<answer>%</answer>", "<think>c1</think>\n<final_answer>\n%\n</final_answer>", "<summary>%</summary>",
    ])
    func marksOfTheAnswerAreTakenOff(_ shape: String) throws {
        #expect(summary(shape.replacing("%", with: "It sank.")) == "It sank.")
        #expect(try choice(shape.replacing("%", with: "c2")) == 1)
    }

    @Test(
        .timeLimit(.minutes(1)),
        arguments: ["<", "<think", "<think>", "</think>\n", "[", "<|", "<think a", "◁", "analysis", "assistantfinal"]
    )
    func manyMarksTakeTimeThatGrowsWithTheirNumber(_ mark: String) {
        _ = summary("analysis" + String(repeating: mark, count: 100_000) + "x")
    }
}
