// SPDX-License-Identifier: Apache-2.0

import Attempts
import Dialects
import HTTPTypes
import Testing

@testable import Gateway

struct ErrorRenderingTests {
    @Test func aLimitOfOurOwnIsNoFailureOfTheProvider() {
        let error = GatewayError(
            ProviderError(
                provider: "local",
                kind: .ownLimit,
                message: "The provider local could not be called: no file"
            )
        )
        guard case .response(let status, let fields, _) = NativeResponse.reply(to: error) else {
            Issue.record("no response")
            return
        }
        #expect(status == .serviceUnavailable)
        #expect(fields.map { $0.name } == [.retryAfter, .contentType])
        #expect(error.message.contains("no file"))
    }
}
