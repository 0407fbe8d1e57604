// SPDX-License-Identifier: Apache-2.0

internal import Chat
internal import JSONCoding

/// A stream of chunks that are passed on as they are, while their usage, their end and their errors are read.
///
/// The gateway counts tokens for every caller, so it asks for a usage that the caller may not have asked for: such a caller
/// does not see it.
struct ChatCompletionsPassage: StreamContent {
    private var stream = ChatCompletionsStream()
    private let hidesUsage: Bool
    /// What the event was read from that is being taken in.
    private var data: ArraySlice<UInt8> = []

    var ending: AnswerEnding { stream.ending }

    init(hidesUsage: Bool) {
        self.hidesUsage = hidesUsage
    }

    mutating func receive(_ data: ArraySlice<UInt8>, _ emit: ChatEventHandler) throws(StreamContentError) -> Bool {
        try take(data, emit: emit)
    }

    func read(_ data: ArraySlice<UInt8>, into chunk: inout ChatCompletionsChunk) throws(JSONError) {
        try chunk.read(data, content: .delta, readsStart: false)
    }

    mutating func note(_ chunk: ChatCompletionsChunk, from data: ArraySlice<UInt8>) throws(ProviderFault) -> Bool {
        self.data = data
        return try stream.note(chunk, from: data)
    }

    mutating func emitParts(of chunk: ChatCompletionsChunk, _ emit: ChatEventHandler) throws(ProviderFault) {
        let data = self.data
        self.data = []
        guard hidesUsage else { return try emit(.verbatim(data)) }
        if chunk.isUsageAlone { return }
        try emit(.verbatim(UsageMember.removed(from: data)))
    }

    mutating func closeParts(_ emit: ChatEventHandler) throws(ProviderFault) {}
}

extension ChatCompletionsChunk {
    /// Whether there is nothing in it but the tokens taken.
    fileprivate var isUsageAlone: Bool {
        hasChoices && !hasAnyChoice && extras.counts != nil
    }
}
