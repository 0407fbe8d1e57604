// SPDX-License-Identifier: Apache-2.0

/// Waiting for what comes about some time: by looking, never by guessing how long it takes.
package enum Waiting {
    private static let pause = Duration.milliseconds(5)

    /// Waits until a condition holds.
    ///
    /// - Parameters:
    ///   - what: What is waited for, the rest of a sentence that begins with "waited in vain:".
    ///   - limit: When to give up, before ``Patience``.
    ///   - condition: Is asked again and again, at least once.
    /// - Throws: ``TestFailure`` when the limit has passed.
    package static func until(
        _ what: String,
        within limit: Duration = .seconds(30),
        _ condition: () async throws -> Bool
    ) async throws {
        _ = try await value(what, within: limit) { try await condition() ? true : nil }
    }

    /// Waits until there is a value, and returns it.
    package static func value<Value>(
        _ what: String,
        within limit: Duration = .seconds(30),
        _ look: () async throws -> Value?
    ) async throws -> Value {
        let limit = limit * Patience.factor
        let end = ContinuousClock.now + limit
        while true {
            if let value = try await look() { return value }
            guard ContinuousClock.now < end else { throw TestFailure("waited \(limit) in vain: \(what)") }
            try await Task.sleep(for: pause)
        }
    }

    /// Whether a value stays the same for a while; gives up as soon as it does not.
    package static func isSteady<Value: Equatable>(
        for time: Duration,
        _ look: () async throws -> Value
    ) async throws -> Bool {
        let first = try await look()
        let end = ContinuousClock.now + time
        while ContinuousClock.now < end {
            try await Task.sleep(for: pause * 4)
            guard try await look() == first else { return false }
        }
        return true
    }
}
