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
    /// All processes of the machine and, where it is a virtual one, what was taken from it; in steps of 10 ms.
    var machine: UInt64 = 0
    /// The time on the clock.
    var wall: UInt64 = 0

    /// What was added since an earlier look.
    func since(_ earlier: CPUTimes) -> CPUTimes {
        CPUTimes(
            generator: generator &- earlier.generator,
            provider: provider &- earlier.provider,
            nginx: nginx &- earlier.nginx,
            gateway: gateway &- earlier.gateway,
            machine: machine &- earlier.machine,
            wall: wall &- earlier.wall
        )
    }

    /// A share of one processor for each part, in percent.
    var shares: [Double] { [generator, provider, nginx, gateway].map(share) }

    /// The share of all four parts of one processor, in percent.
    var total: Double { shares.reduce(0, +) }

    /// The share of everything that is no part of the run of one processor, in percent.
    var others: Double { max(0, share(machine) - total) }

    private func share(_ nanoseconds: UInt64) -> Double { 100 * Double(nanoseconds) / Double(max(1, wall)) }
}
