// SPDX-License-Identifier: Apache-2.0

/// A gateway behind a web server that was started with what `llm-gateway print-config` prints.
package struct ServedGateway: Sendable {
    /// The web server.
    package let server: PrintedServer
    /// The web server's process.
    package let process: ChildProcess
    /// The gateway's process; nil where the web server starts it.
    package let gateway: ChildProcess?
    /// What was printed.
    package let snippet: String
    /// A client of the web server.
    package let client: TestClient
    /// A client of the simulator behind the gateway.
    package let simulator: SimulatorClient
}
