// SPDX-License-Identifier: Apache-2.0

internal import CEpoll

/// CLOCK_MONOTONIC, which all processes of a machine share.
enum Clock {
    /// Nanoseconds in a second.
    static let second: UInt64 = 1_000_000_000
    /// Nanoseconds in a millisecond.
    static let millisecond: UInt64 = 1_000_000

    /// The time in nanoseconds.
    static var now: UInt64 { cepoll_now() }

    /// Nanoseconds of a number of seconds.
    static func seconds(_ seconds: Double) -> UInt64 { UInt64(seconds * 1e9) }
}
