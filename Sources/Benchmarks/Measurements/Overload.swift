// SPDX-License-Identifier: Apache-2.0

internal import GatewayTesting

/// Requests at a fixed rate, offered to a gateway that takes 64 at once.
struct Overload: Sendable {
    /// The time that the provider takes for each answer, in milliseconds.
    static let delay = 50

    /// What is offered, in words.
    let name: String
    /// Requests offered a second.
    let rate: Double
    /// What became of them.
    let tally: Tally
    /// The processors' time meanwhile.
    let cpu: CPUTimes
    /// The seconds that were counted.
    var seconds: Double { Double(cpu.wall) / 1e9 }

    /// Measures half of and twice what the limit sustains with a delay, and half of and twice the maximum without one.
    ///
    /// The maximum is the number of plain requests a second without a limit.
    static func measure(_ stage: Stage, maximum: Double, seconds: Double) throws -> [Overload] {
        let sustained = Double(GatewayRole.limit) / (Double(delay) / 1_000)
        let orders = "size=200,delay=\(delay)"
        return try [
            offer(stage, "half of what the limit sustains, \(delay) ms", orders, sustained / 2, seconds),
            offer(stage, "twice what the limit sustains, \(delay) ms", orders, 2 * sustained, seconds),
            offer(stage, "half of the maximum, no delay", "size=200", maximum / 2, seconds),
            offer(stage, "twice the maximum, no delay", "size=200", 2 * maximum, seconds),
        ]
    }

    private static func offer(
        _ stage: Stage,
        _ name: String,
        _ orders: String,
        _ rate: Double,
        _ seconds: Double
    ) throws -> Overload {
        var generator = try LoadGenerator()
        let request = generator.add(Topology.keepConnOff.plain(orders))
        let tally = generator.addTally()
        generator.send(request, rate: rate, port: stage.port(.limited), tally: tally)
        generator.run(seconds: 1)
        generator.tallies[tally].restart()
        let before = try stage.times(.limited)
        generator.run(seconds: seconds)
        let cpu = try stage.times(.limited).since(before)
        generator.tallies[tally].isRecording = false
        generator.stopRepeating()
        _ = generator.run(atMost: 5) { $0.active == 0 }
        let result = generator.tallies[tally]
        generator.closeAll()
        generator.run(seconds: 0.3)
        return Overload(name: name, rate: rate, tally: result, cpu: cpu)
    }
}
