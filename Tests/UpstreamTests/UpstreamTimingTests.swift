// SPDX-License-Identifier: Apache-2.0

import NIOCore
import Testing
import Upstream

struct UpstreamTimingTests {
    private static func time(_ milliseconds: Int64) -> NIODeadline {
        .uptimeNanoseconds(UInt64(milliseconds) * 1_000_000)
    }

    @Test func callsAddUp() {
        let timing = UpstreamTiming()
        #expect(timing.total(at: Self.time(5)) == .zero)
        timing.begin(at: Self.time(10))
        timing.end(status: 503, at: Self.time(30))
        timing.begin(at: Self.time(40))
        #expect(timing.total(at: Self.time(45)) == .milliseconds(25))
        timing.end(status: 200, at: Self.time(50))
        #expect(timing.total(at: Self.time(99)) == .milliseconds(30))
        #expect(timing.status == 200)
    }

    @Test func whatComesAfterTheMomentDoesNotCount() {
        let timing = UpstreamTiming()
        timing.begin(at: Self.time(10))
        // The client has all at 20, the provider's connection ends at 1,000.
        timing.end(status: 200, at: Self.time(1_000))
        #expect(timing.total(at: Self.time(20)) == .milliseconds(10))
        #expect(timing.total(at: Self.time(5)) == .zero)
    }
}
