// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Gateway

struct SummaryTextTests {
    private static let summary = "The ship sank in 1912. Most passengers died."

    @Test(arguments: [
        summary,
        "\n  \(summary)\n",
        "Here is a summary: \(summary)",
        "Here's a concise summary of the text:\n\n\(summary)",
        "Sure! Here is a brief summary of the article:\n\(summary)",
        "Certainly. Here’s the summary you asked for:\n\n\"\(summary)\"",
        "Summary: \(summary)",
        "**Summary:** \(summary)",
        "**Summary**\n\n\(summary)",
        "## Summary\n\(summary)",
        "TL;DR: \(summary)",
        "In summary: \(summary)",
        "\"\(summary)\"",
        "“\(summary)”",
        "«\(summary)»",
        "```\n\(summary)\n```",
        "```text\n\(summary)\n```",
        "Here is the summary:\n```\n\(summary)\n```",
        "<think>Shorten it. Here is a summary: x</think>\n\n\(summary)",
        "Shorten it.\n</think>\n\n\(summary)",
        "{\"summary\": \"\(summary)\"}",
        "```json\n{\"summary\": \"\(summary)\"}\n```",
        "\(summary)\n\nLet me know if you'd like a longer one!",
        "Here is a summary:\n\n\(summary)\n\nI hope this helps.",
        "Hier ist eine Zusammenfassung des Textes:\n\n\(summary)",
        "Voici un résumé : \(summary)",
        "Aquí tienes un resumen:\n\(summary)",
        "以下是摘要：\(summary)",
        "This is a summary of the article:\n\n\(summary)",
        "A summary of the text:\n\(summary)",
        "Here is a concise overview of the text:\r\n\r\n\(summary)",
        "Here are the key points:\n\(summary)",
        "```\r\n\(summary)\r\n```",
        "\(summary)\r\n\r\nLet me know if you need more.",
        "**Summary**: \(summary)",
        "Özet: \(summary)",
        "**КРАТКОЕ СОДЕРЖАНИЕ:**\n\(summary)",
        "# RÉSUMÉ\n\n\(summary)",
        "要約：\(summary)",
        "Here is a summary:\r\n\(summary)\n\nFeel free to ask for more.",
    ])
    func whatSurroundsASummaryIsTakenOff(_ answer: String) {
        #expect(clean(answer) == Self.summary)
    }

    @Test(arguments: [
        "Summary judgment was granted: the claim failed.",
        "\"Yes\" was her answer, and his was \"no\"",
        "Here is where the ship sank: north of the bank.",
        "- First point\n- Second point: a detail",
        "Three causes are named: ice, speed, and pride.",
        "Sure of himself, the captain kept his course: due west.",
        "The author asks: what is a summary?",
        "Let me know if this is real, she wrote.",
        "Use `<think>` tags; they end with </think>.",
        "The code is:\n\n```\nx = 1\n```",
        "{\"summary\": \"a\", \"other\": 1}",
        "This is an overview of three methods: A, B and C.",
        "The concert is on Friday.\n\nIf you need tickets, they cost 12 euros at the door.",
        "The claim failed.\n\nIf you would like to appeal, write to the court by June 1.",
        "Here are three findings of the summary report: rates fell, wages rose, jobs grew.",
        "Here is where the summary judgment failed: the facts were in dispute.",
        "Some models end their thoughts with </think> before they answer.",
        "* one\n* two",
        "He won the **gold medal**",
    ])
    func whatBelongsToASummaryStays(_ answer: String) {
        #expect(clean(answer) == answer)
    }

    @Test(arguments: [
        ("Summary: He won the **gold medal**", "He won the **gold medal**"),
        ("**Summary:** It is written in C#", "It is written in C#"),
        ("Summary: * one\n* two", "* one\n* two"),
        ("```The ship sank.\nAll survived.```", "The ship sank.\nAll survived."),
    ])
    func marksOfTheSummaryStay(_ answer: String, _ summary: String) {
        #expect(clean(answer) == summary)
    }

    @Test(.timeLimit(.minutes(1))) func aLongAnswerIsCleanedInTimeThatGrowsWithItsLength() {
        let marks = "a" + String(repeating: "\u{301}\u{323}", count: 500_000)
        #expect(clean("Summary: \(marks)").utf8.count == marks.utf8.count)
    }

    private func clean(_ answer: String) -> String {
        String(decoding: SummaryText.clean(Array(answer.utf8)[...]), as: UTF8.self)
    }

    @Test(arguments: ["", "  ", "Here is a summary:", "**Summary**", "<think>never ends", "\"\"", "```\n```"])
    func nothingIsLeftOfAnAnswerWithoutASummary(_ answer: String) {
        #expect(clean(answer).isEmpty)
    }
}
