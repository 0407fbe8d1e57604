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
        let complaint = Complaint(status: status, report: report)
        guard let change = change(for: complaint, current: current) else { return nil }
        let isPossible =
            switch change {
            case .omitsStreamOptions: streaming
            case .mergesSystemText: chat.hasSystemText
            case .omitsTemperature: parameters(chat.model).takesTemperature
            case .omitsReasoningFormat: parameters(chat.model).reasoningFormat != nil
            default: true
            }
        return isPossible && !current.contains(change) ? current.union(change) : nil
    }

    /// The change that a complaint asks for; nil when there is none.
    ///
    /// The order matters: a message about one parameter may name another ("use max_completion_tokens instead").
    private func change(for complaint: Complaint, current: RequestAdaptation) -> RequestAdaptation? {
        if complaint.isAboutSystemRole { return .mergesSystemText }
        guard complaint.isAboutRequest else { return nil }
        if complaint.isAboutTooManyTokens { return .omitsTokenLimit }
        if complaint.rejects("stream_options") { return .omitsStreamOptions }
        if complaint.rejects(limitField(current).rawValue) { return .renamesTokenLimit }
        if complaint.rejects("temperature") { return .omitsTemperature }
        if complaint.rejects("reasoning_format") { return .omitsReasoningFormat }
        return nil
    }
}
