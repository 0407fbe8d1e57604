// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Benchmarks

struct OrdersTests {
    private func orders(_ body: String) -> Orders {
        let bytes = Array(body.utf8)
        return Orders(body: bytes, 0, bytes.count)
    }

    @Test
    func everyOrderIsRead() {
        let orders = orders(
            #"""
            {"model":"bench,chunks=100,interval=20000,size=40,delay=50,id=7,hang=2,write=bulk,credit=1","stream":true}
            """#
        )
        #expect(orders.chunks == 100)
        #expect(orders.interval == 20_000_000)
        #expect(orders.size == 40)
        #expect(orders.delay == 50_000_000)
        #expect(orders.id == 7)
        #expect(orders.hang == 2)
        #expect(orders.isBulk)
        #expect(orders.needsCredit)
    }

    @Test
    func ordersBehindALongPromptAreFound() {
        let prompt = String(repeating: "x", count: 100_000)
        #expect(orders(#"{"messages":"\#(prompt)","model":"bench,size=3"}"#).size == 3)
    }

    @Test(arguments: ["{}", #"{"model":"bench"}"#, #"{"model":"bench,"}"#, #"{"model":"bench,x=,chunks"#])
    func withoutOrdersThereAreTheUsualOnes(_ body: String) {
        #expect(orders(body) == orders(""))
        #expect(orders(body).chunks == 1)
    }

    @Test
    func aStreamIsToldFromAPlainAnswer() {
        for (body, isStream) in [(#"{"model":"x","stream":true}"#, true), (#"{"model":"x","stream":false}"#, false)] {
            let bytes = Array(body.utf8)
            #expect(Orders.isStream(body: bytes, 0, bytes.count) == isStream)
        }
    }
}
