// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Gateway

struct ReadinessTests {
    @Test func aGatewayIsReadyUntilItDrains() {
        let readiness = Readiness()
        #expect(readiness.reasonAgainst == nil)
        readiness.beginDraining()
        #expect(readiness.reasonAgainst == "the gateway is being stopped")
    }
}
