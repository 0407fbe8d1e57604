// SPDX-License-Identifier: Apache-2.0

package import Chat

extension ChatCompletions {
    package func adaptation(
        of chat: ChatRequest,
        to provider: Provider,
        streaming: Bool,
        current: RequestAdaptation,
        after fault: ProviderFault
    ) -> RequestAdaptation? {
        guard case .status(let status) = fault.kind, let report = fault.report else { return nil }
        let parameters = parameters(chat.model)
        let output = structuredOutput(for: chat, streaming: streaming, adaptation: current)
        func isPossible(_ change: RequestAdaptation) -> Bool {
            switch change {
            case .omitsStreamOptions: streaming
            case .mergesSystemText: chat.hasSystemText
            case .renamesTokenLimit: !current.contains(.omitsTokenLimit)
            case .omitsTemperature: parameters.takesTemperature
            case .omitsReasoningFormat: parameters.reasoningFormat != nil
            case .omitsThinking: effort(for: chat, adaptation: current) != nil
            case .omitsSchema: output == .jsonSchema
            case .omitsResponseFormat, .waivesResponseFormat: output != nil
            default: true
            }
        }
        return changes(after: Complaint(status: status, report: report), current: current)
            .first { isPossible($0) && !current.contains($0) }
            .map { current.union($0) }
    }

    /// The changes that a complaint may ask for, the likeliest first.
    ///
    /// The order matters: a message about one parameter may name another ("use max_completion_tokens instead").
    private func changes(after complaint: Complaint, current: RequestAdaptation) -> [RequestAdaptation] {
        var changes: [RequestAdaptation] = []
        if complaint.isAboutSystemRole { changes.append(.mergesSystemText) }
        if complaint.isAboutRequest {
            if complaint.isAboutDisobedience { changes.append(.waivesResponseFormat) }
            if complaint.isAboutTooManyTokens { changes.append(.omitsTokenLimit) }
            if complaint.rejects("stream_options") { changes.append(.omitsStreamOptions) }
            if complaint.rejects(limitField(current).rawValue) { changes.append(.renamesTokenLimit) }
            if complaint.rejects("temperature") { changes.append(.omitsTemperature) }
            if complaint.rejects("reasoning_format") { changes.append(.omitsReasoningFormat) }
            if complaint.rejects("reasoning_effort") { changes.append(.omitsThinking) }
        }
        if complaint.isAboutResponseFormat { changes += [.omitsSchema, .omitsResponseFormat] }
        return changes
    }
}
