// SPDX-License-Identifier: Apache-2.0

internal import GatewayTesting

/// Whether an answer is one that its kind of request may get.
enum SoakVerdict {
    /// Looks at an answer in one piece.
    ///
    /// - Returns: What is wrong with it; nil when it is right.
    static func fault(_ kind: SoakKind, _ response: TestResponse) -> String? {
        let shown = "status \(response.status), \(response.text.prefix(300))"
        guard response.isComplete else { return "not whole: \(shown)" }
        let isRight =
            switch kind {
            case .status: response.status == 200 && response.text.contains(#""status":"success""#)
            case .plain, .adaptation: response.status == 200 && response.text.contains(#""content":""#)
            case .classification, .repairedClassification:
                response.status == 200 && response.text.contains(#""content":{"id":"bad","label":"Bad news"}"#)
            case .summarization: response.status == 200 && response.text.contains(#""content":{"summary":""#)
            case .plainFault, .faultBeforeText, .providerStatus: isProviderError(response)
            case .badRequest: (400...405).contains(response.status) && response.text.contains(#""status":"error""#)
            case .stream, .faultAfterText, .leaver, .slowReader: false
            }
        return isRight ? nil : shown
    }

    /// Looks at the events of a stream that ended.
    ///
    /// - Returns: What is wrong with them; nil when they are right.
    static func fault(_ kind: SoakKind, _ events: [ReceivedEvent], isComplete: Bool) -> String? {
        let finals = events.count { $0.data?.contains(#""is_final":true"#) == true }
        let errors = events.count { $0.errorData != nil }
        let shown = "\(events.count) events, \(finals) final, \(errors) errors, whole: \(isComplete)"
        guard isComplete, finals + errors == 1, let last = events.last(where: { !$0.isComment }) else { return shown }
        guard last.errorData != nil || last.data?.contains(#""is_final":true"#) == true else {
            return "something after the end: \(shown)"
        }
        return switch kind {
        case .stream, .slowReader: finals == 1 ? nil : shown
        case .faultAfterText, .faultBeforeText, .providerStatus: errors == 1 ? nil : shown
        default: shown
        }
    }

    private static func isProviderError(_ response: TestResponse) -> Bool {
        response.status == 500 && response.header("X-Provider-Status") != nil
            && response.text.contains(#""status":"error""#)
    }
}
