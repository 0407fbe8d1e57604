// SPDX-License-Identifier: Apache-2.0

internal import GatewayTesting

/// All processes of a run.
struct Stage: Sendable {
    /// The directory of the run.
    let directory: String
    /// The fake provider's process.
    let provider: ChildProcess
    /// The port of the fake provider.
    let providerPort: Int
    /// nginx's workers.
    let workers: [Int32]
    /// The gateways.
    let gateways: [GatewayRole: ChildProcess]
    /// The ports of nginx.
    let ports: [Entrance: Int]
    /// The number of gateways that very many streams are spread over.
    let scaleGateways: Int
    /// What runs this program.
    let own = ProcessFigures(identifier: CurrentProcess.identifier)

    /// The port of an entrance.
    func port(_ entrance: Entrance) -> Int { ports[entrance] ?? 0 }

    /// The port of a topology.
    func port(_ topology: Topology) -> Int { port(topology.entrance) }

    /// What the fake provider tells.
    var control: ProviderControl { ProviderControl(port: providerPort) }

    /// The gateways behind an entrance.
    func gateways(_ entrance: Entrance) -> [ChildProcess] {
        entrance.gateways(scaleGateways).compactMap { gateways[$0] }
    }

    /// The times so far, with the gateways behind an entrance.
    func times(_ entrance: Entrance) throws -> CPUTimes {
        var times = CPUTimes()
        times.generator = try own.processorNanoseconds
        times.provider = try provider.figures.processorNanoseconds
        times.nginx = try workers.reduce(0) { try $0 + ProcessFigures(identifier: $1).processorNanoseconds }
        times.gateway = try gateways(entrance).reduce(0) { try $0 + $1.figures.processorNanoseconds }
        times.machine = try Machine.busyNanoseconds
        times.wall = Clock.now
        return times
    }

    /// The memory of the gateways behind an entrance, in bytes.
    func memory(_ entrance: Entrance) throws -> Int {
        try gateways(entrance).reduce(0) { try $0 + $1.figures.residentBytes }
    }
}
