// SPDX-License-Identifier: Apache-2.0

import Doctor
import Testing

struct GatewayFactsTests {
    @Test func theFirstChunkIsRead() throws {
        let facts = try #require(
            GatewayFacts(Facts.chunk(apiKey: true, authorization: false, software: "nginx/1.22.1"))
        )
        #expect(facts.hasAPIKey)
        #expect(!facts.hasAuthorization)
        #expect(facts.hasRequestID)
        #expect(!facts.isSecure)
        #expect(facts.remoteAddress == "192.0.2.7")
        #expect(facts.serverSoftware == "nginx/1.22.1")
        #expect(facts.apacheModule == nil)
        #expect(facts.version == "1.2.3")
        #expect(facts.process == 42)
        #expect(facts.maximumBody == 16_777_216)
        #expect(facts.keepAliveInterval == 15)
        #expect(facts.totalTimeout == 600)
    }

    @Test(arguments: ["", "{}", "[]", #"{"request":{},"gateway":{}}"#, "hello"])
    func somethingElseIsNone(_ text: String) {
        #expect(GatewayFacts(Array(text.utf8)) == nil)
    }

    @Test(arguments: [
        ("running", StreamOutcome.State.running), ("finished", .finished), ("disconnected", .disconnected),
        ("unknown", .unknown),
    ])
    func anOutcomeIsRead(_ word: String, _ state: StreamOutcome.State) throws {
        let text = #"{"status":"success","state":"\#(word)","chunks":4,"milliseconds":312,"process":42}"#
        let outcome = try #require(StreamOutcome(Array(text.utf8)))
        #expect(outcome.state == state)
        #expect(outcome.chunks == 4)
        #expect(outcome.milliseconds == 312)
    }

    @Test func anErrorIsNoOutcome() {
        #expect(StreamOutcome(Array(#"{"status":"error","error":"no"}"#.utf8)) == nil)
        #expect(StreamOutcome([]) == nil)
    }
}
