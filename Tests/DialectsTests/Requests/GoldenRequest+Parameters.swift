// SPDX-License-Identifier: Apache-2.0

import ByteStrings
import Chat
import Dialects

extension GoldenRequest {
    private static let schema =
        ##"{"$schema":"x","title":"T","type":"object","properties":{"title":{"const":"a"},"n":{"type":"integer","exclusiveMinimum":0,"description":"How many."},"u":{"oneOf":[{"type":"string","examples":["x"]},{"type":"null"}]},"l":{"type":"array","items":{"$ref":"#/$defs/const"}}},"required":["title"],"additionalProperties":false,"$defs":{"const":{"type":"string","title":"C"}}}"##

    /// How the answer is to be made.
    static let parameters =
        [
            GoldenRequest("defaults") { $0.maxTokens = nil },
            GoldenRequest("temperature") { $0.temperature = 0.5 },
            GoldenRequest("temperature-above-one") { $0.temperature = 1.5 },
            GoldenRequest("sampling") {
                $0.sampling = Sampling(topP: 0.9, choices: 1, stopSequences: ["END", "\n\n#"])
            },
            GoldenRequest("top-k") { $0.sampling.topK = 40 },
            GoldenRequest("penalties") {
                $0.sampling.presencePenalty = 0.5
                $0.sampling.frequencyPenalty = -1
            },
            GoldenRequest("penalties-of-zero") {
                $0.sampling.presencePenalty = 0
                $0.sampling.frequencyPenalty = 0
            },
            GoldenRequest("seed") { $0.sampling.seed = 7 },
            GoldenRequest("logprobs") { $0.sampling.topLogprobs = 3 },
            GoldenRequest("logit-bias") { $0.sampling.logitBias = #"{"50256":-100}"#.slice },
            GoldenRequest("three-choices") { $0.sampling.choices = 3 },
            GoldenRequest("blank-stop") { $0.sampling.stopSequences = [" \n"] },
            GoldenRequest("json-object") { $0.responseFormat = .jsonObject },
            GoldenRequest("json-schema") {
                $0.responseFormat = .jsonSchema(
                    JSONSchemaFormat(name: "answer", description: "An answer.", schema: schema.slice, isStrict: true)
                )
                $0.fixedParameters = .responseFormat
            },
            GoldenRequest("service") {
                $0.service = ServiceOptions(endUser: "u1", cacheKey: "k1", tier: "flex", verbosity: "low")
            },
        ] + reasoning

    private static let reasoning = [
        GoldenRequest("effort-high") { $0.reasoning = Reasoning(effort: .high) },
        GoldenRequest("effort-minimal") { $0.reasoning = Reasoning(effort: .minimal, display: .full) },
        GoldenRequest("effort-none") { $0.reasoning = Reasoning(effort: Reasoning.Effort.none) },
        GoldenRequest("effort-as-budget") {
            $0.reasoning = Reasoning(effort: .max)
        } traits: {
            $0.reasoningScale = .budget
        },
        GoldenRequest("budget") {
            $0.reasoning = Reasoning(budgetTokens: 3_000, display: .summary)
            $0.fixedParameters = .reasoning
        } traits: {
            $0.reasoningScale = .budget
        },
        GoldenRequest("budget-as-effort") {
            $0.reasoning = Reasoning(budgetTokens: 3_000, display: Reasoning.Display.none)
            $0.fixedParameters = .reasoning
        },
        GoldenRequest("effort-none-of-one-that-always-thinks") {
            $0.reasoning = Reasoning(effort: Reasoning.Effort.none)
        } traits: {
            $0.alwaysThinks = true
        },
        GoldenRequest("reasoning-not-known") {
            $0.reasoning = Reasoning(effort: .low)
        } traits: {
            $0.reasoningScale = .none
        },
    ]
}
