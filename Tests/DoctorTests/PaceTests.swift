// SPDX-License-Identifier: Apache-2.0

import Doctor
import Testing

struct PaceTests {
    /// A stream whose chunks come at given times, in milliseconds, and were sent 100 ms apart.
    private func pace(_ times: [Int]) -> Pace {
        Pace(
            times.enumerated().map { index, time in
                TimedEvent(
                    time: .milliseconds(time),
                    data: Array(#"{"chunk":\#(index + 1),"milliseconds":\#(index * 100),"is_final":false}"#.utf8)
                )
            }
        )
    }

    @Test(arguments: [0, 3, 40, 2_500])
    func aSteadyStreamIsSteadyHoweverFarAwayItIs(_ delay: Int) {
        let pace = pace((0..<10).map { $0 * 100 + delay + ($0 % 3) })
        #expect(pace.judgement == .steady)
        #expect(pace.chunks == 10)
        #expect(pace.first == delay)
        #expect(pace.last == 900 + delay)
    }

    @Test func someLateChunksAreNoBuffering() {
        #expect(pace([1, 101, 480, 481, 482, 501, 601, 701, 801, 901]).judgement == .steady)
    }

    @Test func aStreamThatComesAtOnceIsBuffered() {
        let pace = pace([Int](repeating: 905, count: 10))
        #expect(pace.judgement == .buffered)
        #expect(pace.first == 905)
    }

    @Test func aStreamInTwoCrowdsIsBuffered() {
        #expect(pace([400, 400, 400, 400, 400, 900, 900, 900, 900, 900]).judgement == .buffered)
    }

    @Test func aServerThatIsOneChunkLateIsRecognised() {
        #expect(pace((1...9).map { $0 * 100 + 6 } + [906]).judgement == .oneLate)
    }

    @Test func aStreamThatBrokeOffIsIncomplete() {
        #expect(pace([0, 100, 200]).judgement == .incomplete)
        #expect(pace([]).judgement == .incomplete)
        let other = TimedEvent(time: .zero, data: Array("hello".utf8))
        #expect(Pace([TimedEvent](repeating: other, count: 10)).judgement == .incomplete)
    }
}
