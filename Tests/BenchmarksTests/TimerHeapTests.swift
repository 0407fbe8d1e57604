// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Benchmarks

struct TimerHeapTests {
    @Test
    func timersComeInTheOrderOfTheirDeadlines() {
        var heap = TimerHeap()
        let deadlines = (0..<200).map { UInt64($0 * 7_919 % 211) }
        for (slot, deadline) in deadlines.enumerated() {
            heap.insert(.init(deadline: deadline, slot: slot, generation: 0))
        }
        #expect(heap.first?.deadline == deadlines.min())
        var taken: [UInt64] = []
        while let timer = heap.popFirst(dueAt: 100) { taken.append(timer.deadline) }
        #expect(taken == deadlines.filter { $0 <= 100 }.sorted())
        while let timer = heap.popFirst(dueAt: .max) { taken.append(timer.deadline) }
        #expect(taken == deadlines.sorted())
        #expect(heap.popFirst(dueAt: .max) == nil)
    }
}
