// SPDX-License-Identifier: Apache-2.0

import NIOConcurrencyHelpers
import Testing

@testable import Gateway

struct MemoryReleaseTests {
    /// After which of some looks at the load memory was given back.
    private func releases(_ loads: [(requests: Int, bytes: Int)]) async -> [Int] {
        let looks = NIOLockedValueBox((number: 0, releases: [Int]()))
        let (stream, end) = AsyncStream.makeStream(of: Void.self)
        let release = MemoryRelease(
            every: .microseconds(1),
            takePeak: {
                let number = looks.withLockedValue { looks in
                    looks.number += 1
                    return looks.number
                }
                guard number <= loads.count else {
                    end.finish()
                    return MemoryRelease.Load(requests: 0, bytes: 0)
                }
                return MemoryRelease.Load(requests: loads[number - 1].requests, bytes: loads[number - 1].bytes)
            },
            giveBack: { looks.withLockedValue { $0.releases.append($0.number) } }
        )
        let task = Task { await release.run() }
        for await _ in stream {}
        task.cancel()
        await task.value
        return looks.withLockedValue { $0.releases }.filter { $0 <= loads.count }
    }

    @Test func memoryIsGivenBackWhenACrowdHasGone() async {
        #expect(await releases([(150, 0), (200, 0), (120, 0), (99, 0), (20, 0), (0, 0)]) == [4])
        #expect(await releases([(500, 0), (240, 0), (130, 0), (100, 0)]) == [2, 4])
    }

    @Test func memoryIsGivenBackWhenLargeBodiesHaveGone() async {
        #expect(await releases([(2, 30 << 20), (2, 30 << 20), (1, 0), (1, 0)]) == [3])
    }

    @Test func littleLeavesNothingToGiveBack() async {
        #expect(await releases([(99, 7 << 20), (0, 0), (50, 1 << 20), (0, 0)]) == [])
    }
}
