// SPDX-License-Identifier: Apache-2.0

internal import GatewayTesting

/// The time that each part of a run has spent on a processor, user and system, in nanoseconds.
struct CPUTimes: Sendable {
    /// The load generator.
    var generator: UInt64 = 0
    /// The fake provider.
    var provider: UInt64 = 0
    /// nginx's workers.
    var nginx: UInt64 = 0
    /// The gateways that are looked at.
    var gateway: UInt64 = 0
    /// The time on the clock.
    var wall: UInt64 = 0

    /// What was added since an earlier look.
    func since(_ earlier: CPUTimes) -> CPUTimes {
        CPUTimes(
            generator: generator &- earlier.generator,
            provider: provider &- earlier.provider,
            nginx: nginx &- earlier.nginx,
            gateway: gateway &- earlier.gateway,
            wall: wall &- earlier.wall
        )
    }

    /// A share of one processor for each part, in percent.
    var shares: [Double] {
        [generator, provider, nginx, gateway].map { 100 * Double($0) / Double(max(1, wall)) }
    }
}
