// SPDX-License-Identifier: Apache-2.0

internal import Synchronization

/// How many connections are open, on all event loops together.
final class ConnectionCount: Sendable {
    private let count = Atomic<Int>(0)

    /// The number now.
    var value: Int { count.load(ordering: .relaxed) }

    /// Counts a connection that was made.
    func add() {
        count.wrappingAdd(1, ordering: .relaxed)
    }

    /// Counts a connection that has ended.
    func remove() {
        count.wrappingSubtract(1, ordering: .relaxed)
    }
}
