// SPDX-License-Identifier: Apache-2.0

import HTTPTypes
import Providers
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
        #expect(error.status == .serviceUnavailable)
        #expect(error.headerFields.map { $0.name } == [.retryAfter])
        #expect(error.message.contains("no file"))
    }
}
