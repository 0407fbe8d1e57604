// SPDX-License-Identifier: Apache-2.0

import GatewayTesting

/// What the tests of a suite share.
enum Shared {
    @TaskLocal static var current: Deployment?

    /// The deployment of the suite's trait.
    static var deployment: Deployment {
        get throws {
            guard let current else { throw TestFailure("the suite has no deployment") }
            return current
        }
    }
}
