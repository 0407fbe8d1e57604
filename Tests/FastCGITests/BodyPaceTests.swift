// SPDX-License-Identifier: Apache-2.0

@testable import FastCGI
import Testing

struct BodyPaceTests {
    private let start = ContinuousClock.now

    private func pace() -> BodyPace {
        BodyPace(
            ServerLimits(receiveTimeout: .seconds(30), bodyTimeout: .seconds(200), bodyRate: 100),
            at: start
        )
    }

    @Test func aBodyThatComesSteadilyHasAllItsTime() {
        var pace = pace()
        for second in 1...200 {
            pace.take(100, at: start + .seconds(second))
            let isTooSlow = pace.isTooSlow(at: start + .seconds(second))
            #expect(!isTooSlow)
        }
        let isTooSlow = pace.isTooSlow(at: start + .seconds(201))
        #expect(isTooSlow)
    }

    /// What came at first does not count for ever.
    @Test func aByteNowAndThenIsTooSlow() {
        var pace = pace()
        pace.take(40_000, at: start)
        var second = 0
        while second < 200, !pace.isTooSlow(at: start + .seconds(second)) {
            second += 1
            if second % 5 == 0 { pace.take(1, at: start + .seconds(second)) }
        }
        #expect(second > 30 && second < 70)
    }

    @Test func silenceIsTooSlow() {
        var pace = pace()
        pace.take(1_000_000, at: start + .seconds(10))
        let verdicts = [40, 41].map { pace.isTooSlow(at: start + .seconds($0)) }
        #expect(verdicts == [false, true])
    }
}
