// SPDX-License-Identifier: Apache-2.0

internal import Chat
internal import JSONCoding

/// What the events of a dialect's streams say; the framing around them is the same in all dialects, see
/// ``EventStreamDecoder``.
protocol StreamContent {
    /// An event that was read.
    associatedtype Chunk: StreamChunk

    /// Reads an event, and emits what it brings; ``take(_:emit:)`` under a name of its own.
    ///
    /// Each dialect has this one function, in which the compiler knows what the event is: across the protocol events would be
    /// copied piece by piece.
    mutating func receive(_ data: ArraySlice<UInt8>, _ emit: ChatEventHandler) throws(StreamContentError) -> Bool

    /// Reads an event's data, which is not blank and in no way marked as an error, into an empty event.
    ///
    /// - Throws: `JSONError` when it is not what the dialect calls an event.
    func read(_ data: ArraySlice<UInt8>, into chunk: inout Chunk) throws(JSONError)

    /// Takes in what an event says of the answer's end.
    ///
    /// - Parameters:
    ///   - chunk: The event.
    ///   - data: What it was read from.
    /// - Returns: Whether it says that nothing more comes.
    /// - Throws: ``ProviderFault`` when it reports an error.
    mutating func note(_ chunk: Chunk, from data: ArraySlice<UInt8>) throws(ProviderFault) -> Bool

    /// Emits what an event brings of the answer's parts.
    mutating func emitParts(of chunk: Chunk, _ emit: ChatEventHandler) throws(ProviderFault)

    /// Emits the end of the part that is open, and parts that had to wait for it.
    mutating func closeParts(_ emit: ChatEventHandler) throws(ProviderFault)

    /// What was said of the answer's end so far.
    var ending: AnswerEnding { get }
}

/// An event of a stream; an empty one says nothing.
protocol StreamChunk {
    init()
}

/// Why an event could not be taken in.
enum StreamContentError: Error {
    /// It is not what the dialect calls an event.
    case malformed(JSONError)
    /// It reports an error, or a reader of the answer has one.
    case fault(ProviderFault)
}

extension StreamContent {
    /// Reads an event, takes in what it says of the end, and emits what it brings of the parts.
    ///
    /// - Parameters:
    ///   - data: The event's data, which is not blank and in no way marked as an error.
    ///   - emit: Takes what it brings.
    /// - Returns: Whether it says that nothing more comes.
    /// - Throws: ``StreamContentError``; when it is malformed, before anything was taken in.
    @inline(__always)
    mutating func take(
        _ data: ArraySlice<UInt8>,
        emit: ChatEventHandler
    ) throws(StreamContentError) -> Bool {
        var chunk = Chunk()
        do {
            try read(data, into: &chunk)
        } catch {
            throw .malformed(error)
        }
        do {
            let isEnd = try note(chunk, from: data)
            try emitParts(of: chunk, emit)
            return isEnd
        } catch {
            throw .fault(error)
        }
    }

    /// Emits a whole answer, of which all is known to be there.
    ///
    /// - Throws: ``ProviderFault`` when it broke off, before anything of it was emitted.
    mutating func emit(document chunk: Chunk, _ emit: ChatEventHandler) throws(ProviderFault) {
        let completion = try ending.completionOfDocument()
        try emitParts(of: chunk, emit)
        try closeParts(emit)
        try emit(.completed(completion))
    }
}
