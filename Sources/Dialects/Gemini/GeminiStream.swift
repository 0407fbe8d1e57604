// SPDX-License-Identifier: Apache-2.0

internal import Chat
internal import JSONCoding

/// A stream of Gemini's answers, each of which holds the next piece of the text; nothing but the body's end ends it.
///
/// Source: Gemini API reference, streamGenerateContent.
struct GeminiStream: StreamContent {
    private var tally: AnswerTally

    init(keepsReasoning: Bool) {
        tally = AnswerTally(keepsReasoning: keepsReasoning)
    }

    mutating func read(_ data: ArraySlice<UInt8>) throws(StreamContentError) -> StreamStep {
        let chunk: GeminiChunk
        do {
            chunk = try GeminiChunk(data)
        } catch {
            throw .malformed(error)
        }
        do {
            try tally.add(chunk)
        } catch {
            throw .fault(error)
        }
        if !chunk.isAnswer, let report = ProviderReport(document: data) { throw .fault(.reported(report)) }
        return StreamStep(chunk.candidate.text)
    }

    func completion() throws(ProviderFault) -> ChatCompletion {
        try tally.completion()
    }
}
