// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Benchmarks

struct SamplesTests {
    @Test
    func percentilesAreNearestRanks() {
        var samples = Samples()
        #expect(samples.percentile(0.5) == nil)
        for value in (1...200).reversed() { samples.append(Int64(value)) }
        #expect(samples.percentile(0.5) == 100)
        #expect(samples.percentile(0.99) == 198)
        #expect(samples.percentile(1) == 200)
        #expect(samples.percentile(0) == 1)
    }
}
