// SPDX-License-Identifier: Apache-2.0

package import Chat

extension Gemini {
    package func adaptation(
        of chat: ChatRequest,
        to provider: Provider,
        streaming: Bool,
        current: RequestAdaptation,
        after fault: ProviderFault
    ) -> RequestAdaptation? {
        guard fault.kind == .status(400), let report = fault.report, let change = Self.change(for: report) else {
            return nil
        }
        let isPossible =
            switch change {
            case .mergesSystemText: chat.hasSystemText && !GoogleModels.isGemma(chat.model)
            case .omitsThinking: Self.thinking(for: chat) != nil
            case .omitsResponseFormat: Self.asksForJSON(chat)
            case .omitsSchema: Self.asksForJSON(chat) && !current.contains(.omitsResponseFormat)
            default: true
            }
        return isPossible && !current.contains(change) ? current.union(change) : nil
    }

    /// The words by which messages name what they complain about: there is neither a code nor a parameter for it.
    ///
    /// The order matters: a message about JSON mode may name the schema as well, and without the one the other goes too.
    private static let complaints: [(words: [String], change: RequestAdaptation)] = [
        (["system instruction", "systeminstruction", "developer instruction"], .mergesSystemText),
        (["thinking"], .omitsThinking),
        (["max output tokens", "maxoutputtokens"], .omitsTokenLimit),
        (["json mode", "response mime type", "responsemimetype"], .omitsResponseFormat),
        (["schema", "enum", "too many states"], .omitsSchema),
        (["temperature"], .omitsTemperature),
    ]

    /// The change that a message asks for; nil when there is none.
    private static func change(for report: ProviderReport) -> RequestAdaptation? {
        // A message that repeats the request must not cost much. Names come as maxOutputTokens and max_output_tokens.
        let message = String(report.message.prefix(2000).lowercased().map { $0 == "_" ? " " : $0 })
        return complaints.first { $0.words.contains { message.contains($0) } }?.change
    }
}
