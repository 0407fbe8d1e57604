// SPDX-License-Identifier: Apache-2.0

/// The parts that all events of one stream share: the framing of the event and the fields around the delta.
struct ChunkTemplate {
    /// From the start of the event to the delta.
    let opening: String

    private let framing: EventFraming
    private let usageForm: UsageForm
    private let includesUsage: Bool
    private let usage: UsageCounts
    private let prefix: String
    private let requestID: String

    /// Takes the counts of the whole answer, and whether the request asked for them.
    init(behaviour: Behaviour, identity: AnswerIdentity, usage: UsageCounts, includesUsage: Bool) {
        framing = EventFraming(behaviour: behaviour)
        usageForm = behaviour.usage
        self.usage = usage
        self.includesUsage = includesUsage
        requestID = identity.requestID
        prefix = """
            {"id":"\(identity.answerID)","object":"chat.completion.chunk","created":\(identity.created),\
            "model":\(JSONText.quoted(behaviour.model)),"system_fingerprint":"fp_simulator",
            """
        opening = framing.before + prefix + #""choices":[{"index":0,"delta":"#
    }

    /// Whether every chunk has counts of its own.
    var countsEverywhere: Bool {
        usageForm == .every
    }

    /// The members after `choices` in a chunk that has no counts.
    var silentMembers: String {
        usageForm.hasOwnChunk && includesUsage ? #","usage":null"# : ""
    }

    /// The members after `choices` in the chunk with the finish reason.
    var finishMembers: String {
        switch usageForm {
        case .finish, .every: #","usage":\#(usage.json)"#
        case .xgroq: #","x_groq":{"id":"\#(requestID)","usage":\#(usage.json)}"#
        default: silentMembers
        }
    }

    /// The members after `choices` in a chunk after which that many deltas have been sent.
    func members(completion: Int) -> String {
        countsEverywhere ? #","usage":\#(usage.upTo(completion).json)"# : silentMembers
    }

    /// From the delta to the end of the event.
    func closing(finish: String?, members: String) -> String {
        #","logprobs":null,"finish_reason":\#(JSONText.quotedOrNull(finish))}]\#(members)}"# + framing.after
    }

    /// A whole event with one delta.
    func chunk(delta: String, completion: Int) -> String {
        opening + delta + closing(finish: nil, members: members(completion: completion))
    }

    /// The event with the finish reason.
    func finishChunk(_ word: String) -> String {
        opening + "{}" + closing(finish: word, members: finishMembers)
    }

    /// The events without choices that tell the counts, if this stream has any.
    var usageChunks: [String] {
        guard usageForm.hasOwnChunk, includesUsage else { return [] }
        let chunk = event(#"\#(prefix)"choices":[],"usage":\#(usage.json)}"#)
        return usageForm == .thenNull ? [chunk, event(#"\#(prefix)"choices":[],"usage":null}"#)] : [chunk]
    }

    /// An event with any data.
    func event(_ data: String) -> String {
        framing.before + data + framing.after
    }
}
