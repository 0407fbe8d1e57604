// SPDX-License-Identifier: Apache-2.0

internal import Chat
internal import JSONCoding
internal import ServerSentEvents

/// What the events of a dialect's streams say; the framing around them is the same in all dialects, see
/// ``EventStreamDecoder``.
protocol StreamContent {
    /// Takes in an event's data, which is not blank and in no way marked as an error.
    ///
    /// - Returns: What the event brings.
    /// - Throws: ``StreamContentError``.
    mutating func read(_ data: ArraySlice<UInt8>) throws(StreamContentError) -> StreamStep

    /// Judges the answer at the stream's end.
    ///
    /// - Throws: ``ProviderFault`` when the answer is not complete or holds no text.
    func completion() throws(ProviderFault) -> ChatCompletion
}

/// What one event of a stream brings.
enum StreamStep {
    /// Nothing that a reader of the answer sees.
    case nothing
    /// The next piece of the text, never empty; it may share the memory of the event.
    case text(ArraySlice<UInt8>)
    /// The word that nothing more comes.
    case end

    /// A piece of text, or nothing when it is empty.
    init(_ text: ArraySlice<UInt8>) {
        self = text.isEmpty ? .nothing : .text(text)
    }
}

/// Why an event could not be taken in.
enum StreamContentError: Error {
    /// It is not what the dialect calls an event.
    case malformed(JSONError)
    /// It reports an error, or is one.
    case fault(ProviderFault)
}
