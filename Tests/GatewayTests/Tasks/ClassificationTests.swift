// SPDX-License-Identifier: Apache-2.0

import Chat
import FastCGI
@testable import Gateway
import HTTPTypes
import JSONCoding
import Providers
import Testing

struct ClassificationTests {
    private static let classes = #"[{"id":"a\"b","label":"First\nline"},{"id":"\u00e9","label":""}]"#

    private func request(
        _ members: String = #""user_prompt":"x","classes":\#(classes)"#,
        for task: NativeTask = .classification
    ) throws -> NativeRequest {
        let body = Array(#"{"model":"local/m",\#(members)}"#.utf8)
        return try NativeRequest(
            Request(params: Params(), body: body),
            for: task,
            registry: try ProviderRegistry(ProviderConfiguration())
        )
    }

    private func fault(_ members: String, for task: NativeTask = .classification) throws -> String? {
        do {
            _ = try request(members, for: task)
            return nil
        } catch let error as GatewayError {
            #expect(error.nativeStatus == .badRequest)
            return error.message
        }
    }

    @Test func theModelIsAskedForAKey() throws {
        let chat = Classification(try request()).chat
        #expect(chat.responseFormat == .choice(name: "classification", member: "class_id", values: ["c1", "c2"]))
        #expect(chat.reasoning == Reasoning(effort: .least))
        #expect(chat.messages.map(\.role) == [.system, .user])
        let system = String(decoding: try #require(chat.messages.first?.onlyText), as: UTF8.self)
        #expect(system.contains(#"{"key":"c1","id":"a\"b","label":"First\nline"}"# + "\n"))
        #expect(system.contains(#"{"key":"c2","id":"é","label":""}"#))
        // A model that repeats the example has given a class and not a mark for one.
        #expect(system.contains(#"{"class_id":"c1"}"#))
        #expect(!system.contains("…"))
    }

    @Test func furtherInstructionsArePartOfTheSystemPrompt() throws {
        let plain = Classification(try request()).chat
        let members = #""prompt":"Prefer é.","user_prompt":"x","classes":\#(Self.classes)"#
        let instructed = Classification(try request(members)).chat
        let system = String(decoding: try #require(instructed.messages.first?.onlyText), as: UTF8.self)
        #expect(system.contains("Prefer é."))
        #expect(plain.messages.last == instructed.messages.last)
    }

    @Test(arguments: [("5", 2_048), ("2048", 2_048), ("9000", 9_000)])
    func thereIsRoomToThink(_ given: String, _ sent: Int) throws {
        let members = #""user_prompt":"x","max_tokens":\#(given),"classes":\#(Self.classes)"#
        #expect(Classification(try request(members)).chat.maxTokens == sent)
    }

    @Test func theRepairShowsTheAnswerAndTheClasses() throws {
        let classification = Classification(try request())
        let completion = ChatCompletion(finishReason: .stop, usage: nil)
        let answer = ChatAnswer(text: Array("<think>Red?</think>\nHm, blue?".utf8)[...], completion: completion)
        let repair = classification.repairing(answer)
        #expect(repair.messages.map(\.role) == [.system, .user, .assistant, .user])
        #expect(repair.messages[2] == ChatMessage(role: .assistant, "Hm, blue?"))
        let last = String(decoding: repair.messages[3].onlyText ?? [], as: UTF8.self)
        #expect(last.contains(#"{"key":"c1","id":"a\"b","label":"First\nline"}"#))
        #expect(repair.responseFormat == classification.chat.responseFormat)
    }

    @Test func aBlankAnswerIsNotShownAgain() throws {
        let classification = Classification(try request())
        let completion = ChatCompletion(finishReason: .stop, usage: nil)
        let repair = classification.repairing(ChatAnswer(text: [0x0A], completion: completion))
        #expect(repair.messages.map(\.role) == [.system, .user])
        let last = String(decoding: repair.messages[1].onlyText ?? [], as: UTF8.self)
        #expect(last.contains("The text to classify:\n\nx\n"))
        #expect(last.contains("does not name exactly one of the classes"))
    }

    @Test(arguments: [
        (FinishReason.stop, #"{"class_id":"c2"}"#, true), (.stop, "c2", true), (.toolCalls, "c2", true),
        (.unknown, #"{"class_id":"c2"}"#, true), (.unknown, "c2", false), (.length, #"{"class_id":"c2"}"#, false),
    ])
    func onlyAnAnswerThatIsNotCutOffNamesAClass(_ reason: FinishReason, _ text: String, _ isNamed: Bool) throws {
        let classification = Classification(try request())
        let completion = ChatCompletion(finishReason: reason, usage: nil)
        let answer = ChatAnswer(text: Array(text.utf8)[...], completion: completion)
        #expect((classification.match(answer) != nil) == isNamed)
    }

    @Test func theClassComesBackAsItWasWritten() throws {
        let given = try request().classes
        #expect(
            String(decoding: NativeResponse.classification(given[1], nil), as: UTF8.self)
                == #"{"status":"success","content":{"id":"\u00e9","label":""},"usage":null}"#
        )
    }

    @Test(arguments: [
        (#""user_prompt":"x""#, "classes: expected an array of 1 to 1000 objects with id and label, got nothing"),
        (#""user_prompt":"x","classes":null"#, "with id and label, got null"),
        (#""user_prompt":"x","classes":{}"#, "with id and label, got an object"),
        (#""user_prompt":"x","classes":[]"#, "with id and label, got an empty array"),
        (#""user_prompt":"x","classes":["a"]"#, "classes[0]: expected an object with id and label, got a string"),
        (
            #""user_prompt":"x","classes":[{"label":"l"}]"#,
            "classes[0].id: expected a string that is not empty, got nothing"
        ),
        (#""user_prompt":"x","classes":[{"id":"","label":"l"}]"#, "classes[0].id: expected a string that is not empty"),
        (#""user_prompt":"x","classes":[{"id":5,"label":"l"}]"#, "that is not empty, got 5"),
        (#""user_prompt":"x","classes":[{"id":"a"}]"#, "classes[0].label: expected a string, got nothing"),
        (#""user_prompt":"x","classes":[{"id":"a","label":null}]"#, "classes[0].label: expected a string, got null"),
        (
            #""user_prompt":"x","classes":[{"id":"a","label":"1"},{"id":"\u0061","label":"2"}]"#,
            "classes[1].id: expected an id of its own, got that of classes[0]"
        ),
        (#""classes":\#(classes)"#, "user_prompt: expected a string that is not empty, got nothing"),
        (#""prompt":"p","user_prompt":"","classes":\#(classes)"#, "that is not empty, got an empty one"),
    ])
    func faultsOfTheClassesAreNamed(_ members: String, _ message: String) throws {
        #expect(try #require(try fault(members)).contains(message))
    }

    @Test func tooManyClassesAreAFaultAndAThousandAreNot() throws {
        func list(_ count: Int) -> String {
            (0..<count).map { #"{"id":"\#($0)","label":""}"# }.joined(separator: ",")
        }
        #expect(try request(#""user_prompt":"x","classes":[\#(list(1_000))]"#).classes.count == 1_000)
        #expect(try fault(#""user_prompt":"x","classes":[\#(list(1_001))]"#)?.contains("got 1001 elements") == true)
    }

    @Test func manyFaultsAreNotAllTold() throws {
        let list = Array(repeating: "1", count: 500).joined(separator: ",")
        let message = try #require(try fault(#""user_prompt":"x","classes":[\#(list)]"#))
        #expect(message.contains("classes[9]: expected"))
        #expect(message.contains("classes: 490 more such faults"))
        #expect(message.utf8.count < 2_000)
    }

    @Test func otherTasksIgnoreClasses() throws {
        #expect(try request(#""user_prompt":"x","classes":7"#, for: .generation).classes.isEmpty)
        #expect(try request(#""user_prompt":"x","classes":7"#, for: .summarization).classes.isEmpty)
        #expect(try fault(#""prompt":"p""#, for: .summarization)?.contains("user_prompt: expected a string") == true)
    }

    @Test func aSummarizationsPromptIsAnInstruction() throws {
        let chat = Summarization.chat(try request(#""prompt":"In French.","user_prompt":"x""#, for: .summarization))
        #expect(chat.messages.last == ChatMessage(role: .user, "x"))
        #expect(chat.responseFormat == .text)
        #expect(chat.reasoning == nil)
        let system = String(decoding: try #require(chat.messages.first?.onlyText), as: UTF8.self)
        #expect(system.contains("In French."))
    }

    @Test func tokensAddUpOnlyWhenAllAreKnown() {
        let usage = Usage(promptTokens: 1, completionTokens: 2, totalTokens: 5)
        #expect(Usage?.some(usage).adding(usage) == Usage(promptTokens: 2, completionTokens: 4, totalTokens: 10))
        #expect(Usage?.some(usage).adding(nil) == nil)
        #expect(Usage?.none.adding(usage) == nil)
        let most = Usage(promptTokens: .max, completionTokens: 0, totalTokens: 0)
        #expect(Usage?.some(most).adding(usage) == nil)
    }
}
