// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import FastCGI

struct BodyMemoryTests {
    @Test func sharesAreTakenAndGivenBack() throws {
        let memory = BodyMemory(limit: 100)
        #expect(memory.lease(101) == nil)
        var first = memory.lease(60)
        var second = memory.lease(40)
        #expect(memory.lease(1) == nil)
        #expect(memory.count == 100)
        first = nil
        #expect(memory.count == 40)
        #expect(try #require(second).grow(to: 100))
        #expect(try #require(second).grow(to: 30))
        #expect(try !#require(second).grow(to: 101))
        #expect(memory.count == 100)
        second = nil
        #expect(memory.count == 0)
        _ = (first, second)
    }

    @Test func thePeakIsThatOfTheTimeSinceItWasAsked() {
        let memory = BodyMemory(limit: 100)
        do { _ = memory.lease(70) }
        #expect(memory.takePeak() == 70)
        #expect(memory.takePeak() == 0)
        let lease = memory.lease(20)
        #expect(memory.takePeak() == 20)
        #expect(memory.takePeak() == 20)
        withExtendedLifetime(lease) {}
    }
}
