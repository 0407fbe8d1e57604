// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat
internal import Dialects

/// Listens to an answer for its calls and what stands with them, and gives ids to the calls that have none.
struct CallRecorder {
    private enum Open { case thoughts, redactedThoughts, call, other }

    private let vendor: Vendor
    private let limit: Int
    /// Whether thoughts are to come back too: Google's need not.
    private let keepsThoughts: Bool
    private var open = Open.other
    private var hasText = false
    /// The text of the thoughts that are open.
    private var text: [UInt8] = []
    /// The thoughts since the last call.
    private var thoughts: [RememberedThought] = []
    private var size = 0
    private(set) var calls: [(id: ByteString, call: RememberedCall)] = []

    /// - Parameters:
    ///   - vendor: Whose values are looked for.
    ///   - limit: The most bytes that are kept.
    init(_ vendor: Vendor, limit: Int) {
        self.vendor = vendor
        self.limit = limit
        keepsThoughts = vendor == .anthropic
    }

    /// Whether there was more than is kept, so that nothing can be given back as it was.
    var isOverLimit: Bool { size > limit }

    /// Takes a piece of the text, or of a refusal.
    mutating func takeText() {
        hasText = true
    }

    /// Takes any other event.
    ///
    /// - Returns: The event to pass on: the same, or the begin of a call with an id.
    mutating func take(_ event: ChatEvent) -> ChatEvent {
        switch event {
        case .reasoning(let piece): if keepsThoughts, count(piece.count) { text += piece }
        case .opaque(let value): if value.vendor == vendor, count(value.value.count) { keep(value) }
        case .partOpen(.reasoning): begin(.thoughts)
        case .partOpen(.redactedReasoning): begin(.redactedThoughts)
        case .partOpen(.toolCall(let id, let name, let kind)):
            begin(.call)
            let id = id.isEmpty ? ByteString(RandomID.make("call_")) : id.copied
            if count(id.count + name.count) {
                calls.append((id, RememberedCall(name: name.copied, thoughts: thoughts)))
                thoughts = []
            }
            return .partOpen(.toolCall(id: id, name: name, kind: kind))
        case .partOpen, .partClose: begin(.other)
        case .text, .refusal: takeText()
        case .start, .arguments, .logprobs, .verbatim, .completed, .choice: break
        }
        return event
    }

    private mutating func begin(_ open: Open) {
        self.open = open
        text = []
    }

    private mutating func keep(_ value: OpaqueValue) {
        let value = OpaqueValue(vendor: value.vendor, value.value.copied)
        switch open {
        case .thoughts: keep(ReasoningPart(text[...], opaque: value))
        case .redactedThoughts: keep(ReasoningPart([], opaque: value, isRedacted: true))
        case .call: if !calls.isEmpty { calls[calls.count - 1].call.signature = value }
        case .other: break
        }
    }

    private mutating func keep(_ part: ReasoningPart) {
        guard keepsThoughts else { return }
        thoughts.append(RememberedThought(part: part, followsText: hasText))
        text = []
    }

    /// Counts what is kept; once it is too much nothing is.
    private mutating func count(_ bytes: Int) -> Bool {
        size += bytes
        if size <= limit { return true }
        (text, thoughts, calls) = ([], [], [])
        return false
    }
}
