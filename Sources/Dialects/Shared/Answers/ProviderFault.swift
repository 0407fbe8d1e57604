// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
package import Chat

/// What is wrong with a response, before it is known to be fit for a caller's eyes: it may hold keys.
package struct ProviderFault: Error, Sendable, Equatable {
    /// What went wrong.
    package enum Kind: Sendable, Hashable {
        /// The provider answered with an error of this status; or reported one with this code inside a 200.
        case status(Int)
        /// The provider reported an error without a status, inside a 200.
        case reported
        /// One of the limits in time was passed.
        case timeout
        /// There was no connection.
        case unreachable
        /// What the provider sent is no answer: not JSON, not a stream, over a limit.
        case invalidResponse
        /// The answer ended before the model had finished it.
        case truncated
        /// The model refused; its own words are in the message.
        case refused
        /// A filter of the provider held the whole answer back.
        case filtered
        /// The answer is complete and holds no text.
        case emptyAnswer
        /// The answer has text and ends before it is complete, where only a complete one is of use.
        case incompleteAnswer
        /// The call was cancelled: the caller is gone, or the process ends.
        case cancelled
        /// The provider was never called: this process has no file, no memory or no thread left for it.
        case ownLimit
        /// The provider was never called: its key is missing.
        case unavailable
    }

    /// What went wrong.
    package var kind: Kind
    /// The cause, the rest of a sentence that begins with the provider's name; the report's message follows it.
    package var cause: String
    /// What the provider said itself.
    package var report: ProviderReport?
    /// When to try again, in seconds from 0, where a header of the response or the error object gave it.
    package var retryAfter: Int?
    /// Why the model stopped.
    package var finishReason: FinishReason?
    /// The tokens taken.
    package var usage: Usage?
    /// Where a redirect points, fit to be shown; nil when the response is none.
    package var redirect: String?
    /// The error's document as it came, where the caller's own request had gone on; it may hold keys.
    package var document: [UInt8]?
    /// Whether the provider had not answered with a single byte.
    package var isBeforeFirstByte = false

    /// Makes a fault.
    package init(
        _ kind: Kind,
        _ cause: String,
        report: ProviderReport? = nil,
        retryAfter: Int? = nil,
        finishReason: FinishReason? = nil,
        usage: Usage? = nil
    ) {
        self.kind = kind
        self.cause = cause
        self.report = report
        self.retryAfter = retryAfter ?? report?.retryAfter
        self.finishReason = finishReason
        self.usage = usage
    }

    /// An error that the provider reports with a status, in the head or in the error object.
    ///
    /// A key that is rejected is the gateway's own; a caller could take it for the one that it has sent.
    package static func status(_ status: Int, _ report: ProviderReport, retryAfter: Int? = nil) -> ProviderFault {
        // Gemini reports a wrong key as a bad request, with this reason.
        let isKey = status == 401 || report.code?.hasPrefix("API_KEY_") == true
        let cause = isKey ? "rejected the gateway's key with status \(status)" : "answered with status \(status)"
        return ProviderFault(.status(status), cause, report: report, retryAfter: retryAfter)
    }

    /// An error that the provider reports inside a response with a status of success.
    package static func reported(_ report: ProviderReport) -> ProviderFault {
        guard let status = report.status else { return ProviderFault(.reported, "reported an error", report: report) }
        return ProviderFault(.status(status), "reported an error with status \(status)", report: report)
    }
}
