// SPDX-License-Identifier: Apache-2.0

import ByteStrings
import Testing

@testable import FastCGI

struct ArrivingBodiesTests {
    private let start = ContinuousClock.now

    private func connections(_ count: Int) throws -> [Connection] {
        let poller = try Poller()
        return try (0..<count).map { _ in try RawConnection(poller).connection }
    }

    @Test func slowBodiesOfOneCallerHaveALimit() throws {
        let bodies = ArrivingBodies(limit: 1_000, memory: 1 << 30)
        let (many, few) = (try connections(70), try connections(5))
        var places = many.enumerated().compactMap { index, connection in
            bodies.add(connection, of: "192.0.2.1", 10, at: start + .milliseconds(index))
        }
        places += few.compactMap { bodies.add($0, of: "192.0.2.2", 10, at: start) }
        #expect(places.count == 75)
        // None of them is slow yet.
        #expect(bodies.excess(at: start + .seconds(9)).isEmpty)
        let excess = bodies.excess(at: start + .seconds(11))
        #expect(Set(excess.map(ObjectIdentifier.init)) == Set(many.prefix(6).map(ObjectIdentifier.init)))
        places.removeFirst(6)
        #expect(bodies.count == 69)
        #expect(bodies.excess(at: start + .seconds(11)).isEmpty)
    }

    @Test func slowBodiesOfOneCallerHaveAShareOfTheMemory() throws {
        let bodies = ArrivingBodies(limit: 1_000, memory: 4_000)
        let many = try connections(5)
        let places = many.enumerated().compactMap { index, connection in
            bodies.add(connection, of: "2001:db8::1", 300, at: start + .milliseconds(index))
        }
        let excess = bodies.excess(at: start + .seconds(11))
        #expect(excess.map(ObjectIdentifier.init) == many.prefix(2).map(ObjectIdentifier.init))
        withExtendedLifetime(places) {}
    }

    @Test func oneBodyMayHaveAllOfTheMemory() throws {
        let bodies = ArrivingBodies(limit: 1, memory: 4_000)
        let two = try connections(2)
        let place = bodies.add(two[0], of: "192.0.2.1", 4_000, at: start)
        #expect(place != nil)
        #expect(bodies.add(two[1], of: "192.0.2.2", 1, at: start) == nil)
        #expect(bodies.excess(at: start + .seconds(100)).isEmpty)
    }
}
