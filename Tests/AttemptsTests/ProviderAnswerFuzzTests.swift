// SPDX-License-Identifier: Apache-2.0

import Chat
import Dialects
import Fuzzing
import Attempts
import Providers
import Testing
import UpstreamTesting
import Upstream

/// Providers' answers that are wrong somewhere, through the whole client, for the three dialects.
@Suite struct ProviderAnswerFuzzTests {
    @Test func providerAnswers() async throws {
        let corpus = try FixtureTests.names.map { try Fixture($0) }
        let lines = corpus.map { $0.body.split(separator: UInt8(ascii: "\n")).map(Array.init) }.flatMap(\.self)
        let target = FuzzTarget("provider-answers", inputs: 500)
        let found = try await target.run { random in
            let fixture = random.pick(corpus)
            let isStream = random.oneIn(8) ? !fixture.isStream : fixture.isStream
            let status =
                random.oneIn(4) ? random.pick([200, 201, 400, 401, 404, 413, 422, 429, 500, 529]) : fixture.status
            let words = [fixture.provider.name, isStream ? "stream" : "plain", String(status), String(random.next())]
            var mutation = AnswerMutation(random, others: lines)
            return FuzzInput(words, mutation.apply(to: fixture.body, isStream: fixture.isStream))
        } check: { input in
            let call = try #require(ScriptedCall(input))
            let whole = await call.run([call.body])
            if let violation = whole.violation { return violation }
            let cut = await call.run(call.pieces)
            if let violation = cut.violation { return "cut: \(violation)" }
            return cut.outcome == whole.outcome ? nil : "cut it is \(cut.outcome), whole \(whole.outcome)"
        }
        for violation in found { Issue.record("\(violation)") }
    }
}

extension Fixture {
    fileprivate var body: [UInt8] { response.pieces.flatMap(\.self) }
    fileprivate var status: Int { response.status }
}
