// SPDX-License-Identifier: Apache-2.0

internal import Synchronization

/// How many bytes of requests' bodies are in memory, and how many may be.
///
/// A body counts once, from before it is read until nothing needs it any more.
package final class BodyMemory: Sendable {
    /// The share of one body; it ends with the object.
    package final class Lease: Sendable {
        private let memory: BodyMemory
        private let count: Atomic<Int>

        fileprivate init(_ memory: BodyMemory, _ count: Int) {
            self.memory = memory
            self.count = Atomic(count)
        }

        /// Makes the share larger; one that is that large already stays as it is.
        ///
        /// - Returns: False when there is no room.
        func grow(to count: Int) -> Bool {
            let more = count - self.count.load(ordering: .relaxed)
            guard more > 0 else { return true }
            guard memory.take(more) else { return false }
            self.count.add(more, ordering: .relaxed)
            return true
        }

        /// Makes the share larger, for what is read on a body's behalf.
        ///
        /// - Returns: False when there is no room.
        package func add(_ count: Int) -> Bool {
            guard memory.take(count) else { return false }
            self.count.add(count, ordering: .relaxed)
            return true
        }

        deinit {
            memory.giveBack(count.load(ordering: .relaxed))
        }
    }

    private let limit: Int
    private let used = Atomic<Int>(0)
    private let peak = Atomic<Int>(0)

    /// Makes an account.
    ///
    /// - Parameter limit: The most bytes.
    package init(limit: Int) {
        self.limit = limit
    }

    /// The bytes that count at the moment.
    package var count: Int { used.load(ordering: .relaxed) }

    /// How many bytes counted at the most since this was asked last.
    package func takePeak() -> Int {
        peak.exchange(count, ordering: .relaxed)
    }

    /// Takes a share.
    ///
    /// - Parameter count: Bytes.
    /// - Returns: Nil when there is no room.
    package func lease(_ count: Int) -> Lease? {
        take(count) ? Lease(self, count) : nil
    }

    private func take(_ count: Int) -> Bool {
        let total = used.add(count, ordering: .relaxed).newValue
        guard total <= limit else {
            giveBack(count)
            return false
        }
        peak.max(total, ordering: .relaxed)
        return true
    }

    private func giveBack(_ count: Int) {
        used.subtract(count, ordering: .relaxed)
    }
}
