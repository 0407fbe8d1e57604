// SPDX-License-Identifier: Apache-2.0

/// The limits of what is remembered of calls.
struct CallMemoryLimits: Sendable {
    /// The most calls.
    var entries = 10_000
    /// The most bytes of all of them.
    var bytes = 32 << 20
    /// The most bytes of one answer; nothing is remembered of a longer one.
    var answer = 2 << 20
    /// How long a call is remembered that is not asked for.
    var age = Duration.seconds(3600)
}
