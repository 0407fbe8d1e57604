// SPDX-License-Identifier: Apache-2.0

/// A gateway that runs, with all that it needs around it.
package struct Deployment: Sendable {
    /// A directory for the test's own files; the gateway's socket is in it.
    package let directory: String
    /// The gateway.
    package let gateway: ChildProcess
    /// The gateway's variables.
    package let environment: [String: String]
    /// The simulator, if there is one.
    package let simulatorProcess: ChildProcess?
    private let simulatorPort: Int?
    private let ports: [ConnectionMode: Int]

    init(
        directory: String,
        gateway: ChildProcess,
        environment: [String: String],
        simulator: (process: ChildProcess, port: Int)?,
        ports: [ConnectionMode: Int]
    ) {
        self.directory = directory
        self.gateway = gateway
        self.environment = environment
        simulatorProcess = simulator?.process
        simulatorPort = simulator?.port
        self.ports = ports
    }

    /// The path of the gateway's socket.
    package var socketPath: String { Self.socketPath(in: directory) }

    static func socketPath(in directory: String) -> String { "\(directory)/gateway.sock" }

    /// A client of the web server with that mode.
    package func client(_ mode: ConnectionMode = .closed) throws -> TestClient {
        guard let port = ports[mode] else { throw TestFailure("this deployment has no web server with \(mode)") }
        return TestClient(port: port)
    }

    /// A client of the simulator.
    package var simulator: SimulatorClient {
        get throws {
            guard let simulatorPort else { throw TestFailure("this deployment has no simulator") }
            return SimulatorClient(port: simulatorPort)
        }
    }

    /// The gateway's open descriptors, see ``waitForDescriptors(_:)``.
    package var descriptors: Int { get throws { try gateway.figures.openDescriptors } }

    /// Waits until the gateway has no more descriptors open than it had.
    ///
    /// - Parameters:
    ///   - baseline: What it had.
    ///   - tolerance: Connections to providers that may have been kept since.
    /// - Throws: ``TestFailure`` when it still has more after a while.
    package func waitForDescriptors(_ baseline: Int, tolerance: Int = 0) async throws {
        do {
            try await Waiting.until("no more than \(baseline) + \(tolerance) descriptors") {
                try descriptors <= baseline + tolerance
            }
        } catch {
            throw TestFailure("\(error), there are \((try? descriptors) ?? -1)\n\(gateway.report)")
        }
    }

    /// Fails when a key can be seen in what the gateway has written, or on its command line.
    package func checkSecrets() throws {
        let commandLine = (try? gateway.figures.commandLine) ?? ""
        let visible = gateway.standardError.text + gateway.standardOutput.text + commandLine
        try Self.checkSecrets(of: environment, in: visible)
    }

    /// Fails when a key of an environment stands in a text.
    static func checkSecrets(of environment: [String: String], in visible: String) throws {
        let names = environment.keys.filter { $0.hasSuffix("_API_KEY") } + ["SECRET_TOKEN"]
        for name in names {
            guard let key = environment[name], !key.isEmpty else { continue }
            if visible.contains(key) { throw TestFailure("\(name) can be seen in the gateway's output or arguments") }
        }
    }
}
