// SPDX-License-Identifier: Apache-2.0

import ByteStrings
import Chat
import Testing

@testable import Attempts

/// What is put into a conversation whose caller has not sent it back.
@Suite struct FillingTests {
    private static let thought = ReasoningPart(
        Array("Hm.".utf8)[...],
        opaque: OpaqueValue(vendor: .anthropic, "s1")
    )
    private static let redacted = ReasoningPart([], opaque: OpaqueValue(vendor: .anthropic, "r1"), isRedacted: true)
    private static let google = OpaqueValue(vendor: .google, "g1")

    private func remembered(_ id: ByteString) -> RememberedCall? {
        switch id {
        case "c1":
            RememberedCall(
                name: "f",
                signature: Self.google,
                thoughts: [
                    RememberedThought(part: Self.thought, followsText: false),
                    RememberedThought(part: Self.redacted, followsText: true),
                ]
            )
        default: nil
        }
    }

    private func filled(_ parts: [MessagePart], with vendor: Vendor) -> [MessagePart] {
        ChatRequest(
            model: "m",
            messages: [ChatMessage(role: .user, "Hi"), ChatMessage(role: .assistant, parts: parts)]
        ).filled(with: vendor, remembered).messages[1].parts
    }

    private let text = MessagePart.text(TextPart(Array("Let me see.".utf8)[...]))
    private let call = ToolCall(id: "c1", name: "f")
    private let other = MessagePart.toolCall(ToolCall(id: "c2", name: "f"))

    @Test func aSignatureStandsOnItsCall() {
        var signed = call
        signed.opaque = Self.google
        #expect(filled([text, .toolCall(call), other], with: .google) == [text, .toolCall(signed), other])
    }

    @Test func thoughtsStandWhereTheyStood() {
        #expect(
            filled([text, .toolCall(call), other], with: .anthropic) == [
                .reasoning(Self.thought), text, .reasoning(Self.redacted), .toolCall(call), other,
            ]
        )
    }

    @Test func whatTheCallerHasSentStays() {
        var own = call
        own.opaque = OpaqueValue(vendor: .google, "own")
        #expect(filled([.toolCall(own)], with: .google) == [.toolCall(own)])
        let thought = MessagePart.reasoning(
            ReasoningPart(Array("Own.".utf8)[...], opaque: OpaqueValue(vendor: .anthropic, "own"))
        )
        #expect(filled([thought, .toolCall(call)], with: .anthropic) == [thought, .toolCall(call)])
    }

    /// What another vendor has signed, or nobody, is none of the thoughts that are wanted.
    @Test func foreignThoughtsAreNone() {
        let foreign = MessagePart.reasoning(ReasoningPart(Array("Other.".utf8)[...], opaque: Self.google))
        let parts = filled([foreign, .toolCall(call)], with: .anthropic)
        #expect(
            parts == [.reasoning(Self.thought), foreign, .reasoning(Self.redacted), .toolCall(call)]
        )
    }

    /// Ids are the provider's: one that bears another tool's name is another call.
    @Test func aCallOfAnotherToolIsAnotherCall() {
        let call = MessagePart.toolCall(ToolCall(id: "c1", name: "g"))
        #expect(filled([call], with: .google) == [call])
        #expect(filled([call], with: .anthropic) == [call])
    }

    @Test func nothingOfAnotherVendorIsFilledIn() {
        let parts = [MessagePart.toolCall(call)]
        #expect(filled(parts, with: .openAI) == parts)
        #expect(filled(parts, with: .anthropic).contains(.toolCall(call)))
    }
}
