// SPDX-License-Identifier: Apache-2.0

import Chat
import Dialects
import JSONCoding
import Testing

@testable import Attempts

extension Outcome {
    /// Compares with the expectation of a fixture.
    func check(against expected: JSONValue, _ comment: Comment) {
        #expect(text == expected["text"]?.stringValue, comment)
        if let error = expected["error"] {
            check(error, comment)
            return
        }
        #expect(error?.message == nil, comment)
        #expect(completion?.finishReason.rawValue == expected["finish_reason"]?.stringValue, comment)
        #expect(completion?.usage?.withoutDetails == Usage(expected["usage"]), comment)
    }

    private func check(_ expected: JSONValue, _ comment: Comment) {
        #expect(completion == nil, comment)
        #expect(error?.kind.word == expected["kind"]?.stringValue, comment)
        #expect(error?.message == expected["message"]?.stringValue, comment)
        #expect(error?.isRetriable == expected["retriable"]?.boolValue, comment)
        #expect(error?.retryAfter == expected["retry_after"]?.intValue, comment)
        #expect(error?.providerStatus == expected["provider_status"]?.stringValue, comment)
        #expect(error?.finishReason?.rawValue == expected["finish_reason"]?.stringValue, comment)
    }
}

extension Usage {
    /// The counts of an expectation; nil for null.
    init?(_ value: JSONValue?) {
        guard let prompt = value?["prompt"]?.intValue, let completion = value?["completion"]?.intValue,
            let total = value?["total"]?.intValue
        else { return nil }
        self.init(promptTokens: prompt, completionTokens: completion, totalTokens: total)
    }

    /// The usage without what is counted apart, which expectations do not give.
    var withoutDetails: Usage {
        Usage(promptTokens: promptTokens, completionTokens: completionTokens, totalTokens: totalTokens)
    }
}

extension ProviderError.Kind {
    /// The kind without its status.
    var word: String {
        if case .status = self { "status" } else { "\(self)" }
    }
}
