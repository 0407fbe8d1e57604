// SPDX-License-Identifier: Apache-2.0

import Glibc
import Synchronization

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
    private let count = Mutex(0)

    var value: Int { count.withLock { $0 } }

    func raise() {
        count.withLock { $0 += 1 }
    }

    /// Waits until the count has this value at least.
    func reaches(_ goal: Int) -> Bool {
        eventually { value >= goal }
    }
}
