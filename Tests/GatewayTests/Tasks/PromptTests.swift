// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Gateway

struct PromptTests {
    private func fill(_ source: String, _ values: [String: String]) -> String {
        let values = values.mapValues { Array($0.utf8)[...] }
        return String(decoding: PromptTemplate(Array(source.utf8)).filled(values), as: UTF8.self)
    }

    @Test func placesAreFilledAndWhatFillsThemIsNotLookedAt() {
        #expect(fill("a {{x}} b {{y}}{{x}}\n", ["x": "{{y}}", "y": ""]) == "a {{y}} b {{y}}")
        #expect(fill("{\"class_id\":\"KEY\"} {{x", [:]) == "{\"class_id\":\"KEY\"} {{x")
    }

    @Test func thePromptsHaveThePlacesThatAreFilled() {
        for (source, places) in [
            (PackageResources.classification_system_txt, ["classes", "instructions", "example"]),
            (PackageResources.classification_user_txt, ["text"]),
            (PackageResources.classification_repair_txt, ["classes", "example"]),
            (PackageResources.summarization_system_txt, ["instructions"]),
        ] {
            // No other place than these, which would stay empty.
            #expect(String(decoding: source, as: UTF8.self).ranges(of: "{{").count == places.count)
            let values = Dictionary(uniqueKeysWithValues: places.map { ($0, Array("<the \($0)>".utf8)[...]) })
            let text = String(decoding: PromptTemplate(source).filled(values), as: UTF8.self)
            for place in places { #expect(text.contains("<the \(place)>")) }
        }
        #expect(Prompts.instructions([]).isEmpty)
        let instructions = Prompts.instructions(Array("In German.".utf8)[...])
        #expect(String(decoding: instructions, as: UTF8.self).contains("In German."))
    }

    /// OpenAI's `json_object` demands it.
    @Test func theClassificationSpeaksOfJSON() {
        for prompt in [Prompts.classificationSystem, Prompts.classificationUser, Prompts.classificationRepair] {
            #expect(String(decoding: prompt.filled([:]), as: UTF8.self).contains("JSON"))
        }
    }
}
