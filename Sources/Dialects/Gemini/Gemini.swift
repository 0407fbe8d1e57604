// SPDX-License-Identifier: Apache-2.0

package import Chat
internal import JSONCoding

/// The native API of Google's Gemini.
///
/// Source: Gemini API reference, generateContent and streamGenerateContent.
package struct Gemini: Dialect {
    package init() {}

    package func streamDecoder(maximumEventSize: Int, keepsReasoning: Bool) -> any StreamDecoder {
        EventStreamDecoder(GeminiStream(keepsReasoning: keepsReasoning), maximumEventSize: maximumEventSize)
    }

    package func answer(from body: ArraySlice<UInt8>) throws(ProviderFault) -> ChatAnswer {
        let chunk: GeminiChunk
        do {
            chunk = try GeminiChunk(body)
        } catch {
            throw ProviderFault(notAnAnswer: body, error)
        }
        var tally = AnswerTally(keepsReasoning: true)
        try tally.add(chunk)
        guard chunk.isAnswer else { throw ProviderFault(unrelated: body) }
        return ChatAnswer(text: chunk.candidate.text, completion: try tally.completionOfDocument())
    }
}
