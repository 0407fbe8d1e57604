// SPDX-License-Identifier: Apache-2.0

package import Chat
internal import JSONCoding
package import Upstream

extension AnthropicMessages {
    package func fault(from head: UpstreamResponseHead, body: [UInt8]) -> ProviderFault {
        var report = ProviderReport(body: body)
        // Only this tells a limit of money, which waiting does not lift, from one of requests: both are a 429 of the
        // type rate_limit_error.
        let details = (try? JSONValue(parsing: body[...]))?["error"]?["details"]
        report.code = details?["error_code"]?.stringValue ?? report.code
        return .status(head.status, report, retryAfter: RetryAfter.seconds(in: head))
    }

    package func adaptation(
        of chat: ChatRequest,
        to provider: Provider,
        streaming: Bool,
        current: RequestAdaptation,
        after fault: ProviderFault
    ) -> RequestAdaptation? {
        guard fault.kind == .status(400), let report = fault.report else { return nil }
        // A message that repeats the request must not cost much; the complaint stands at its start.
        let message = report.message.prefix(2000).lowercased()
        func mentions(_ words: String...) -> Bool { words.contains { message.contains($0) } }
        let parameters = parameters(chat.model)
        let hasTemperature = parameters.takesTemperature && !current.contains(.omitsTemperature)
        let hasEffort = effort(for: chat, current) != nil
        let hasSchema = schema(for: chat, current) != nil
        // Messages name the field in their words ("`temperature` is deprecated for this model"), and no more than that:
        // there is neither a code nor a parameter.
        if hasTemperature, mentions("temperature") { return current.union(.omitsTemperature) }
        if hasEffort, mentions("effort") { return current.union(.omitsThinking) }
        if hasSchema, mentions("output_config", "output_format", "structured output", "schema", "grammar") {
            return current.union(.omitsResponseFormat)
        }
        return hasEffort && mentions("output_config") ? current.union(.omitsThinking) : nil
    }
}
