// SPDX-License-Identifier: Apache-2.0

internal import FoundationEssentials

/// Starts a simulator, a gateway, and a web server with what `llm-gateway print-config` prints for that gateway, and gives
/// them to `body`.
///
/// All processes have ended when this returns, whatever `body` does, and no key was seen in what they have written.
///
/// - Parameters:
///   - server: The web server.
///   - environment: Variables of the gateway, before those that the deployment sets by itself.
///   - readLimit: Seconds in the place of the printed limit for the gateway's silence; nil for the printed one.
///   - changing: What the operator makes of the printed lines; nothing, if it is not given.
///   - body: What is done with them.
/// - Returns: What `body` returns.
/// - Throws: What `body` throws, or ``TestFailure`` with the output of the processes when one does not start.
package func withServer<Result>(
    _ server: PrintedServer,
    environment: [String: String] = [:],
    readLimit: Int? = nil,
    changing: (_ server: PrintedServer, _ snippet: String) -> String = { $1 },
    _ body: (ServedGateway) async throws -> Result
) async throws -> Result {
    try await TemporaryDirectory.with { directory in
        var configuration = DeploymentConfiguration(environment: environment)
        // A server that has become somebody else is to reach the socket.
        if ServerPlace.isRoot { configuration.environment["GATEWAY_SOCKET_GROUP"] = ServerPlace.serviceUser }
        return try await Deployment.withSimulator(configuration) { simulator in
            guard let simulator else { throw TestFailure("there is no simulator") }
            var environment = configuration.environment(directory: directory, providerPort: simulator.port)
            if server.startsGateway { environment["GATEWAY_LISTEN"] = nil }
            let gateway = try server.gateway(in: directory, environment: environment)
            let snippet = try await gateway.snippet(for: server)
            return try await gateway.run(in: directory, startedBy: server) { gatewayProcess in
                let place = "\(directory)/server"
                try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: false)
                return try await Deployment.withServerProcess { port in
                    try server.command(
                        in: ServerPlace(directory: place, port: port),
                        snippet: changing(server, readLimit.map { snippet.withReadLimit($0) } ?? snippet)
                    )
                } body: { process, port in
                    let result = try await body(
                        ServedGateway(
                            server: server,
                            process: process,
                            gateway: gatewayProcess,
                            snippet: snippet,
                            client: TestClient(port: port),
                            simulator: SimulatorClient(port: simulator.port)
                        )
                    )
                    let visible = [snippet, process.standardError.text, gatewayProcess?.standardError.text ?? ""]
                    try Deployment.checkSecrets(of: environment, in: visible.joined())
                    return result
                }
            }
        }
    }
}

extension String {
    /// A snippet with another limit in the place of the printed one: a minute more than the default of
    /// `GATEWAY_TOTAL_TIMEOUT`, which no other number of a snippet is.
    fileprivate func withReadLimit(_ seconds: Int) -> String {
        replacing(/\b660(s?)\b/) { "\(seconds)\($0.output.1)" }
    }
}

extension PrintedServer {
    /// The gateway's command: with its environment, or, for a server that starts it, with a file of settings next to it
    /// that only the server's user can read.
    fileprivate func gateway(in directory: String, environment: [String: String]) throws -> Command {
        let binary = try Binaries.gateway
        guard startsGateway else { return Command("llm-gateway", program: binary, environment: environment) }
        let program = "\(directory)/llm-gateway"
        // The server's user may be kept out of the directory of the build.
        try FileManager.default.copyItem(atPath: binary, toPath: program)
        let file = "\(directory)/llm-gateway.env"
        try environment.map { "\($0)=\($1)\n" }.joined().write(toFile: file, atomically: false, encoding: .utf8)
        try ServerPlace.keepForServer(file)
        return Command("llm-gateway", program: program)
    }
}

extension Command {
    /// What the gateway prints for a server.
    fileprivate func snippet(for server: PrintedServer) async throws -> String {
        var command = self
        command.name = "print-config \(server)"
        command.arguments = ["print-config", server.rawValue]
        let process = try await command.runToEnd()
        guard process.exitStatus == .exited(0) else { throw TestFailure(process.report) }
        return process.standardOutput.text
    }

    /// Runs the gateway, unless the server does.
    fileprivate func run<Result>(
        in directory: String,
        startedBy server: PrintedServer,
        _ body: (ChildProcess?) async throws -> Result
    ) async throws -> Result {
        if server.startsGateway { return try await body(nil) }
        return try await Deployment.withGatewayProcess(self, directory) { try await body($0) }
    }
}
