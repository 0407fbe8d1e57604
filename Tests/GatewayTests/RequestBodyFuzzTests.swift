// SPDX-License-Identifier: Apache-2.0

import ByteStrings
import FastCGI
import Fuzzing
import HTTPTypes
import JSONCoding
import Providers
import Testing

@testable import Gateway

/// Bodies of requests to the native API that are wrong somewhere.
@Suite struct RequestBodyFuzzTests {
    private static let tasks: [String: NativeTask] = [
        "generation": .generation, "classification": .classification, "summarization": .summarization,
    ]

    private static let corpus = [
        #"{"model":"local/m","prompt":"Be brief.","user_prompt":"Hello","temperature":0.7,"max_tokens":150}"#,
        #"{"model":"openai/a/b:c","user_prompt":"\u00e9\ud83d\ude00 \"x\"","prompt":null,"temperature":0,"other":[1,{}]}"#,
        """
        {"model": "local/m", "user_prompt": "Dull.", "classes": [{"id": "good", "label": "Good"}, {"id": "bad",
         "label": "Bad", "description": "Of no use"}, {"id": "é 3", "label": "Something else"}]}
        """,
        #"{"model":"local/m","user_prompt":"Which?","classes":[{"id":1,"label":"One"},{"id":"2","label":"Two","extra":null}]}"#,
        #"{"model":"local/m","user_prompt":[{"type":"text","text":"Hello"},{"type":"text","text":" there"}],"max_tokens":1.5e2}"#,
    ].map { Array($0.utf8) }

    @Test func requestBodies() async throws {
        let registry = try ProviderRegistry(
            ProviderConfiguration(settings: ["openai": ProviderSettings(key: Secret("sk-0123456789"))])
        )
        let found = try await FuzzTarget("request-bodies", inputs: 600).run { random in
            let task = random.pick(Self.tasks.keys.sorted())
            var json = RandomJSON(random)
            var body = json.random.pick(Self.corpus)
            if !json.random.oneIn(4) { body = json.change(body[...]) ?? body }
            if json.random.oneIn(2) { body = json.mutation(of: body) }
            return FuzzInput([task], body)
        } check: { input in
            let task = try #require(input.words.first.flatMap { Self.tasks[$0] })
            return Self.complaint(input.bytes, task, registry)
        }
        for complaint in found { Issue.record("\(complaint)") }
    }

    /// What is taken is JSON, and names a provider and a model; what is not is refused as the caller's fault, in a
    /// sentence that is not long.
    private static func complaint(_ body: [UInt8], _ task: NativeTask, _ registry: ProviderRegistry) -> String? {
        do {
            let request = try NativeRequest(Request(params: Params(), body: body), for: task, registry: registry)
            guard let value = try? JSONValue(parsing: body[...]), value.objectValue != nil else {
                return "taken, and no JSON object"
            }
            if request.model.isEmpty { return "taken without a model" }
            return task != .classification || !request.classes.isEmpty ? nil : "taken without classes"
        } catch let error as GatewayError {
            if error.nativeStatus != .badRequest { return "refused with \(error.nativeStatus)" }
            return 1...8_192 ~= error.message.utf8.count ? nil : "a message of \(error.message.utf8.count) bytes"
        } catch {
            return "an error of another kind: \(error)"
        }
    }
}
