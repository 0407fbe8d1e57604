// SPDX-License-Identifier: Apache-2.0

import ByteStrings
import Chat
import Dialects
import NIOCore
import Providers
import Testing

@testable import Attempts

/// What is heard of an answer on its way, and what is kept of it.
@Suite struct CallSinkTests {
    /// Keeps the events.
    private final class Events: ChatEventSink {
        var events: [ChatEvent] = []
        func receive(_ event: ChatEvent) { events.append(event) }
        func flush() -> EventLoopFuture<Void>? { nil }

        var callIDs: [ByteString] {
            events.compactMap { if case .partOpen(.toolCall(let id, _, _)) = $0 { id } else { nil } }
        }
    }

    private static let end = ChatEvent.completed(ChatCompletion(finishReason: .toolCalls, usage: nil))

    private func chat(_ names: [ByteString] = ["f"]) -> ChatRequest {
        ChatRequest(
            model: "m",
            messages: [ChatMessage(role: .user, "Hi")],
            tools: names.map { .function(FunctionTool(name: $0)) }
        )
    }

    private func pass(
        _ events: [ChatEvent],
        from provider: String,
        _ store: CallMemoryStore?,
        tools: [ByteString] = ["f"]
    ) throws -> Events {
        let found = Events()
        let plan = try #require(CallPlan(chat(tools), for: .scripted(provider), store))
        let sink = CallSink(found, plan)
        for event in events { sink.receive(event) }
        return found
    }

    private func history(_ ids: [ByteString], name: ByteString = "f") -> ChatRequest {
        var chat = chat([name])
        chat.messages.append(
            ChatMessage(role: .assistant, parts: ids.map { .toolCall(ToolCall(id: $0, name: name)) })
        )
        return chat
    }

    private func google(_ value: ByteString) -> ChatEvent { .opaque(OpaqueValue(vendor: .google, value)) }
    private func anthropic(_ value: ByteString) -> ChatEvent { .opaque(OpaqueValue(vendor: .anthropic, value)) }
    private func opens(_ id: ByteString, _ name: ByteString = "f") -> ChatEvent {
        .partOpen(.toolCall(id: id, name: name))
    }

    @Test func callsWithoutAnIDGetOneOfTheirOwn() throws {
        let store = CallMemoryStore()
        let found = try pass(
            [opens(""), google("s1"), .partClose, opens(""), .partClose, Self.end],
            from: "google",
            store
        )
        let ids = found.callIDs
        try #require(ids.count == 2)
        #expect(ids[0] != ids[1])
        #expect(ids.allSatisfy { $0.hasPrefix("call_") && $0.count == 29 })
        #expect(store.count == 1)
        let filled = store.filled(history(ids), for: Provider.scripted("google").memoryKey, of: .google)
        #expect(
            filled.messages[1].parts == [
                .toolCall(ToolCall(id: ids[0], name: "f", opaque: OpaqueValue(vendor: .google, "s1"))),
                .toolCall(ToolCall(id: ids[1], name: "f")),
            ]
        )
        // Of another provider nothing is known.
        #expect(store.filled(history(ids), for: "other", of: .google) == history(ids))
    }

    @Test func thoughtsAreKeptByteForByte() throws {
        let store = CallMemoryStore()
        let text = Array("é \"x\"\n".utf8)[...]
        _ = try pass(
            [
                .partOpen(.reasoning), .reasoning(text.prefix(3)), .reasoning(text.dropFirst(3)), anthropic("a+/=-_"),
                .partClose, .partOpen(.redactedReasoning), anthropic("r=="), .partClose, .partOpen(.text),
                .text(Array("Hi".utf8)[...]), .partClose, .partOpen(.reasoning), anthropic("late"), .partClose,
                opens("t1"), .partClose, opens("t2"), .partClose, Self.end,
            ],
            from: "anthropic",
            store
        )
        #expect(store.count == 1)
        let filled = store.filled(history(["t1", "t2"]), for: Provider.scripted("anthropic").memoryKey, of: .anthropic)
        func thought(_ text: ArraySlice<UInt8>, _ value: ByteString, isRedacted: Bool = false) -> MessagePart {
            .reasoning(ReasoningPart(text, opaque: OpaqueValue(vendor: .anthropic, value), isRedacted: isRedacted))
        }
        #expect(
            filled.messages[1].parts == [
                thought(text, "a+/=-_"), thought([], "r==", isRedacted: true), thought([], "late"),
                .toolCall(ToolCall(id: "t1", name: "f")), .toolCall(ToolCall(id: "t2", name: "f")),
            ]
        )
    }

    @Test func anAnswerThatHasFailedLeavesNothing() throws {
        let store = CallMemoryStore()
        _ = try pass([opens("t1"), google("s1"), .partClose], from: "google", store)
        #expect(store.count == 0)
    }

    @Test func anAnswerThatIsTooLongLeavesNothing() throws {
        let store = CallMemoryStore(limits: CallMemoryLimits(answer: 100))
        let long = Array(repeating: UInt8(ascii: "x"), count: 60)[...]
        _ = try pass(
            [
                .partOpen(.reasoning), .reasoning(long), anthropic("s"), .partClose, opens("t1"), .partClose,
                .partOpen(.reasoning), .reasoning(long), anthropic("s"), .partClose, opens("t2"), .partClose, Self.end,
            ],
            from: "anthropic",
            store
        )
        #expect(store.count == 0)
    }

    @Test func furtherChoicesAreHeardToo() throws {
        let store = CallMemoryStore()
        let inner = [opens(""), google("s2"), .partClose]
        let found = try pass(
            [opens(""), google("s1"), .partClose] + inner.map { .choice(1, $0) } + [Self.end],
            from: "google",
            store
        )
        #expect(store.count == 2)
        let second = found.events.compactMap { event in
            if case .choice(1, .partOpen(.toolCall(let id, _, _))) = event { id } else { nil }
        }
        let id = try #require(second.first)
        let parts = store.filled(history([id]), for: Provider.scripted("google").memoryKey, of: .google).messages[1]
            .parts
        #expect(parts == [.toolCall(ToolCall(id: id, name: "f", opaque: OpaqueValue(vendor: .google, "s2")))])
    }

    @Test func toolsHaveTheCallersNames() throws {
        let store = CallMemoryStore()
        // What "1st tool" is called with Google.
        let sent = try #require(
            Provider.scripted("google").dialect.renamedTools(of: chat(["1st tool", "g"])).keys.first
        )
        let found = try pass(
            [opens("", sent), google("s1"), .partClose, opens("", "g"), .partClose, Self.end],
            from: "google",
            store,
            tools: ["1st tool", "g"]
        )
        let names = found.events.compactMap { event -> ByteString? in
            if case .partOpen(.toolCall(_, let name, _)) = event { name } else { nil }
        }
        #expect(names == ["1st tool", "g"])
        let filled = store.filled(
            history([found.callIDs[0]], name: "1st tool"),
            for: Provider.scripted("google").memoryKey,
            of: .google
        )
        #expect(filled != history([found.callIDs[0]], name: "1st tool"))
    }

    /// Others pay nothing.
    @Test func withoutToolsOrValuesThereIsNoPlan() throws {
        let store = CallMemoryStore()
        #expect(CallPlan(chat([]), for: .scripted("google"), store) == nil)
        #expect(CallPlan(chat(), for: .scripted("openai"), store) == nil)
        #expect(CallPlan(chat(), for: .scripted("google"), nil) == nil)
        #expect(CallPlan(chat(["1st tool"]), for: .scripted("google"), nil) != nil)
    }
}
