// SPDX-License-Identifier: Apache-2.0

package import Chat
internal import JSONCoding
package import Upstream

/// The native API of Google's Gemini.
///
/// Source: Gemini API reference, generateContent and streamGenerateContent.
package struct Gemini: WireFormat {
    init() {}

    package func streamDecoder(maximumEventSize: Int) -> any StreamDecoder {
        EventStreamDecoder(GeminiStream(), maximumEventSize: maximumEventSize)
    }

    package func answer(from body: [UInt8]) throws(ProviderFault) -> ChatAnswer {
        let chunk: GeminiChunk
        do {
            chunk = try GeminiChunk(body[...])
        } catch {
            throw ProviderFault(notAnAnswer: body, error)
        }
        var tally = AnswerTally()
        try tally.add(chunk)
        guard chunk.isAnswer else { throw ProviderFault(unrelated: body) }
        return ChatAnswer(text: chunk.text, completion: try tally.completionOfDocument())
    }

    package func fault(from head: UpstreamResponseHead, body: [UInt8]) -> ProviderFault {
        let report = ProviderReport(body: body)
        var fault = ProviderFault.status(head.status, report, retryAfter: RetryAfter.seconds(in: head))
        // A wrong key is a bad request here (400), which a caller would take for a fault of their own.
        if head.status == 401 || report.code?.hasPrefix("API_KEY_") == true {
            fault.cause = "rejected the gateway's key with status \(head.status)"
        }
        return fault
    }
}
