// SPDX-License-Identifier: Apache-2.0

internal import Chat
internal import JSONCoding

/// A stream of chat completion chunks.
///
/// Source: OpenAI API reference, the chat completion chunk object.
struct ChatCompletionsStream: StreamContent {
    private var tally = AnswerTally()

    mutating func read(_ data: ArraySlice<UInt8>) throws(StreamContentError) -> StreamStep {
        if data.isEndMark { return .end }
        let chunk: ChatCompletionsChunk
        do {
            chunk = try ChatCompletionsChunk(data, content: .delta)
        } catch {
            throw .malformed(error)
        }
        do {
            try tally.add(chunk)
        } catch {
            throw .fault(error)
        }
        if !chunk.hasChoices, chunk.usage == nil, let report = ProviderReport(document: data) {
            throw .fault(.reported(report))
        }
        return StreamStep(chunk.text)
    }

    func completion() throws(ProviderFault) -> ChatCompletion {
        try tally.completion()
    }
}

extension ArraySlice<UInt8> {
    /// Whether this is the `[DONE]` that ends a stream, maybe with blanks around it.
    fileprivate var isEndMark: Bool {
        guard let start = firstIndex(where: { !$0.isJSONBlank }), self[start] == UInt8(ascii: "[") else { return false }
        return String(decoding: self, as: UTF8.self).trimmingBlanks() == "[DONE]"
    }
}
