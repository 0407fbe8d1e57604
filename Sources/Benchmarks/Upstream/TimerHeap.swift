// SPDX-License-Identifier: Apache-2.0

/// The timers of all connections: a binary heap, the earliest first.
struct TimerHeap {
    /// A timer.
    struct Timer {
        /// When it is due, see ``Clock``.
        var deadline: UInt64
        /// The connection that it belongs to.
        var slot: Int
        /// The request of the connection that it belongs to; the timer of an earlier one means nothing.
        var generation: Int
    }

    private var timers: [Timer] = []

    /// The earliest timer.
    var first: Timer? { timers.first }

    /// Adds a timer.
    mutating func insert(_ timer: Timer) {
        timers.append(timer)
        var child = timers.count - 1
        while child > 0, case let parent = (child - 1) / 2, timers[parent].deadline > timers[child].deadline {
            timers.swapAt(parent, child)
            child = parent
        }
    }

    /// Takes the earliest timer out if it is due.
    mutating func popFirst(dueAt now: UInt64) -> Timer? {
        guard let first = timers.first, first.deadline <= now else { return nil }
        timers.swapAt(0, timers.count - 1)
        timers.removeLast()
        var parent = 0
        while case let left = 2 * parent + 1, left < timers.count {
            let right = left + 1
            let child = right < timers.count && timers[right].deadline < timers[left].deadline ? right : left
            guard timers[child].deadline < timers[parent].deadline else { break }
            timers.swapAt(parent, child)
            parent = child
        }
        return first
    }
}
