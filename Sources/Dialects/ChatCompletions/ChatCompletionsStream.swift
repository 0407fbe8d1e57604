// SPDX-License-Identifier: Apache-2.0

internal import Chat
internal import JSONCoding

/// A stream of chat completion chunks.
///
/// Source: OpenAI API reference, the chat completion chunk object.
struct ChatCompletionsStream: StreamContent {
    private var tally: AnswerTally

    init(keepsReasoning: Bool) {
        tally = AnswerTally(keepsReasoning: keepsReasoning)
    }

    mutating func read(_ data: ArraySlice<UInt8>) throws(StreamContentError) -> StreamStep {
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
        if !chunk.hasChoices, chunk.counts == nil, let report = ProviderReport(document: data) {
            throw .fault(.reported(report))
        }
        return StreamStep(chunk.text)
    }

    func completion() throws(ProviderFault) -> ChatCompletion {
        try tally.completion()
    }
}
