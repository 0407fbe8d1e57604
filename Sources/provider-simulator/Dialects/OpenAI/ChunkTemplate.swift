// SPDX-License-Identifier: Apache-2.0

/// The parts that all events of one stream share: the framing of the event and the fields around the delta.
struct ChunkTemplate {
    /// From the start of the event to the delta.
    let opening: String

    private let framing: EventFraming
    private let usageForm: UsageForm
    private let includesUsage: Bool
    private let usage: UsageCounts
    private let server: ChatServer
    private let form: OpenAIForm
    private let requestID: String

    init(content: AnswerContent) {
        let behaviour = content.behaviour
        server = behaviour.server
        framing = EventFraming(behaviour: behaviour)
        usageForm = behaviour.usage
        usage = content.usage
        includesUsage = content.includesUsage
        requestID = content.identity.requestID
        form = OpenAIForm(content: content, isChunk: true)
        opening = framing.before + form.before + form.choiceOpening + #""delta":"#
    }

    /// Whether every chunk has counts of its own.
    var countsEverywhere: Bool {
        usageForm == .every || usageForm == .changing
    }

    /// The members after `choices` in a chunk that has no counts.
    var silentMembers: String {
        usageForm.hasOwnChunk && includesUsage ? #","usage":null"# : ""
    }

    /// The members after `choices` in the chunk with the finish reason.
    var finishMembers: String {
        switch usageForm {
        case .finish, .every, .changing: #","usage":\#(OpenAIUsage(counts: usage).json)"#
        case .xgroq: #","x_groq":{"id":"\#(requestID)","usage":\#(OpenAIUsage(counts: usage).json)}"#
        case .groq: groqMembers
        default: silentMembers
        }
    }

    /// The members after `choices` in the chunk with the role.
    var roleMembers: String {
        server == .groq ? members(completion: 0) + #","x_groq":{"id":"\#(requestID)"}"# : members(completion: 0)
    }

    private var groqMembers: String {
        let json = OpenAIUsage(counts: usage).jsonOfGroq
        return #","x_groq":{"id":"\#(requestID)","usage":\#(json)},"usage":\#(json)"#
    }

    /// The members after `choices` in a chunk after which that many deltas have been sent.
    func members(completion: Int) -> String {
        countsEverywhere ? #","usage":\#(OpenAIUsage(counts: usage.upTo(completion)).json)"# : silentMembers
    }

    /// From the delta to the end of the event.
    func closing(finish: String?, members: String) -> String {
        let timings = finish == nil ? "" : form.timings(usage)
        return form.choiceClosing(finish: finish) + form.after + members + timings + form.end + framing.after
    }

    /// A whole event with one delta.
    func chunk(delta: String, completion: Int) -> String {
        chunk(delta: delta, members: members(completion: completion))
    }

    /// The same with other members after `choices`.
    func chunk(delta: String, members: String) -> String {
        opening + delta + closing(finish: nil, members: members)
    }

    /// The event with the finish reason.
    func finishChunk(_ word: String) -> String {
        opening + "{}" + closing(finish: word, members: finishMembers)
    }

    /// The events without choices that tell the counts, if this stream has any.
    var usageChunks: [String] {
        guard usageForm.hasOwnChunk, includesUsage else { return [] }
        let values = [OpenAIUsage(counts: usage).json] + (usageForm == .thenNull ? ["null"] : [])
        return values.map { event(form.before + #""choices":[]"# + form.after + #","usage":\#($0)"# + form.end) }
    }

    /// An event with any data.
    func event(_ data: String) -> String {
        framing.before + data + framing.after
    }
}
