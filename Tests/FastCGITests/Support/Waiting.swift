// SPDX-License-Identifier: Apache-2.0

import Glibc
import NIOConcurrencyHelpers

/// Polls until a condition holds; false when it does not within ten seconds.
func eventually(_ condition: () -> Bool) -> Bool {
    let deadline = ContinuousClock.now + .seconds(10)
    while !condition() {
        if ContinuousClock.now > deadline { return false }
        usleep(500)
    }
    return true
}

/// A count that call-backs on any thread raise.
final class Counter: Sendable {
    private let count = NIOLockedValueBox(0)

    var value: Int { count.withLockedValue { $0 } }

    func raise() {
        count.withLockedValue { $0 += 1 }
    }

    /// Waits until the count has this value at least.
    func reaches(_ goal: Int) -> Bool {
        eventually { value >= goal }
    }
}
