// SPDX-License-Identifier: Apache-2.0

import ByteStrings
import Chat
import Dialects
import Providers
import Testing

@testable import Attempts

/// What follows from a fault and from what has happened before, without a clock and without a provider.
@Suite struct VerdictTests {
    private static let loading = fault(503, "Loading model")

    private static func fault(_ status: Int, _ message: String) -> ProviderFault {
        .status(status, ProviderReport(message: ByteString(message)))
    }

    private static func history(
        _ provider: String = "local",
        prefersStream: Bool = false,
        known: RequestAdaptation = [],
        limits: ProviderLimits = ProviderLimits(loading: .seconds(10))
    ) -> AttemptHistory {
        let history = AttemptHistory(of: .brief(), to: .scripted(provider), known: known, limits: limits)
        history.prefersStream = prefersStream
        return history
    }

    @Test func aModelThatIsLoadedIsWaitedForAsLongAsTheLimitAllows() {
        let history = Self.history()
        let pauses: [(elapsed: Double, pause: Double)] = [(0, 0.25), (0.3, 0.5), (0.9, 1), (2, 1), (9.5, 0.5)]
        for (elapsed, pause) in pauses {
            #expect(history.verdict(after: Self.loading, elapsed: .seconds(elapsed)) == .retry(after: .seconds(pause)))
        }
        #expect(history.verdict(after: Self.loading, elapsed: .seconds(10)) == .giveUp)
    }

    @Test func aPauseBeginsAnewAfterAnotherFault() {
        let history = Self.history()
        #expect(history.verdict(after: Self.loading, elapsed: .zero) == .retry(after: .milliseconds(250)))
        let rejection = Self.fault(400, "temperature is not supported")
        #expect(history.verdict(after: rejection, elapsed: .zero) == .adapt([.omitsTemperature]))
        #expect(history.verdict(after: Self.loading, elapsed: .zero) == .retry(after: .milliseconds(250)))
    }

    @Test(arguments: [
        (429, "temperature is not supported"), (502, "temperature is not supported"), (503, "overloaded"),
        (500, "the server had an error"), (400, "the prompt is too rude"), (401, "temperature is not supported"),
    ])
    func whatIsNoRejectionIsTheEnd(_ status: Int, _ message: String) {
        let history = Self.history()
        #expect(history.verdict(after: Self.fault(status, message), elapsed: .zero) == .giveUp)
        #expect(history.current == [])
    }

    @Test func everyRejectionLeavesLessToChange() {
        let everything = Self.fault(
            400,
            "not supported: max_tokens, max_completion_tokens, temperature, stream_options, system role, stream"
        )
        for prefersStream in [false, true] {
            let history = Self.history(prefersStream: prefersStream)
            var verdicts: [Verdict] = []
            repeat {
                verdicts.append(history.verdict(after: everything, elapsed: .zero))
            } while verdicts.last != .giveUp
            #expect((3...20).contains(verdicts.count), "\(verdicts)")
            #expect(Set(verdicts.map { "\($0)" }).count == verdicts.count)
        }
    }

    @Test func onlyWhatHasHelpedIsProven() {
        let history = Self.history(known: [.omitsStreamOptions])
        #expect(history.proven == [.omitsStreamOptions])
        let temperature = Self.fault(400, "temperature is not supported")
        #expect(
            history.verdict(after: temperature, elapsed: .zero) == .adapt([.omitsStreamOptions, .omitsTemperature])
        )
        #expect(history.proven == [.omitsStreamOptions, .omitsTemperature])
        // It is named again, although it was not sent: leaving it out was not what the provider wanted.
        let both = Self.fault(400, "temperature is not supported, nor is max_tokens")
        _ = history.verdict(after: both, elapsed: .zero)
        #expect(!history.proven.contains(.omitsTemperature))
    }

    @Test func aStreamIsAskedForInOnePieceWhereItIsRefused() {
        let history = Self.history("openai", prefersStream: true)
        #expect(history.isStreaming)
        let refusal = Self.fault(400, "Your organization must be verified to stream this model.")
        #expect(history.verdict(after: refusal, elapsed: .zero) == .adapt([.asksForDocument]))
        #expect(!history.isStreaming)
        #expect(history.verdict(after: refusal, elapsed: .zero) == .giveUp)
    }
}
