// SPDX-License-Identifier: Apache-2.0

internal import FoundationEssentials
internal import NIOCore
internal import NIOPosix

/// Starts a gateway, with a simulator behind it and a web server before it, and gives it to `body`.
///
/// All processes have ended when this returns, whatever `body` does, and no key was seen in the gateway's output.
///
/// - Throws: What `body` throws, or ``TestFailure`` with the output of the processes when one does not start.
package func withGateway<Result>(
    _ configuration: DeploymentConfiguration = DeploymentConfiguration(),
    _ body: (Deployment) async throws -> Result
) async throws -> Result {
    try await TemporaryDirectory.with { directory in
        try await Deployment.withSimulator(configuration) { simulator in
            // Nobody listens on port 1 of this machine.
            let environment = configuration.environment(directory: directory, providerPort: simulator?.port ?? 1)
            var command = configuration.launcher.command(
                try Binaries.gateway,
                environment: environment,
                socketPath: Deployment.socketPath(in: directory)
            )
            if let limit = configuration.openFiles { command.limit("ulimit -n \(limit)") }
            if let nameServer = configuration.nameServer { command = try command.asking(nameServer, in: directory) }
            return try await Deployment.withGatewayProcess(command, directory) { gateway in
                try await Deployment.withWebServers(configuration.webServer, configuration.nginxDirectives, directory) {
                    ports in
                    let deployment = Deployment(
                        directory: directory,
                        gateway: gateway,
                        environment: environment,
                        simulator: simulator,
                        ports: ports
                    )
                    let result = try await body(deployment)
                    try deployment.checkSecrets()
                    return result
                }
            }
        }
    }
}

extension Deployment {
    static func withSimulator<Result>(
        _ configuration: DeploymentConfiguration,
        _ body: ((process: ChildProcess, port: Int)?) async throws -> Result
    ) async throws -> Result {
        guard configuration.hasSimulator else { return try await body(nil) }
        let command = Command(
            "provider-simulator",
            program: try Binaries.simulator,
            arguments: ["--listen", "127.0.0.1:0"]
        )
        return try await command.run { process in
            let line = try await ready(process) { process.standardOutput.lines.first }
            guard let port = line.split(separator: ":").last.flatMap({ Int($0) }) else {
                throw TestFailure("the simulator says \"\(line)\"")
            }
            return try await body((process, port))
        }
    }

    static func withGatewayProcess<Result>(
        _ command: Command,
        _ directory: String,
        _ body: (ChildProcess) async throws -> Result
    ) async throws -> Result {
        try await command.run { process in
            _ = try await ready(process) { try await accepts(unixSocket: socketPath(in: directory)) ? true : nil }
            return try await body(process)
        }
    }

    fileprivate static func withWebServers<Result>(
        _ webServer: WebServer,
        _ directives: [String],
        _ directory: String,
        _ body: ([ConnectionMode: Int]) async throws -> Result
    ) async throws -> Result {
        let socketPath = socketPath(in: directory)
        switch webServer {
        case .none:
            return try await body([:])
        case .site:
            return try await withNginx(directory + "/site") { place, port in
                try Nginx.siteConfiguration(in: place, socketPath: socketPath, port: port)
            } body: { _, port in
                try await body([.closed: port])
            }
        case .privateServer(let modes):
            guard let mode = modes.last else { return try await body([:]) }
            let place = directory + (mode == .kept ? "/kept" : "/closed")
            return try await withNginx(place) { place, port in
                try Nginx.privateConfiguration(
                    in: place,
                    socketPath: socketPath,
                    port: port,
                    mode: mode,
                    directives: directives
                )
            } body: { _, port in
                try await withWebServers(.privateServer(modes.dropLast()), directives, directory) { ports in
                    try await body(ports.merging([mode: port]) { $1 })
                }
            }
        }
    }

    /// Starts an nginx on a free port, and gives it to `body`; it has ended when this returns.
    ///
    /// - Parameters:
    ///   - directory: Is made, for its configuration and whatever it writes.
    ///   - configuration: Writes the files for a port, and returns the main one's text; again for another port when
    ///     somebody else has taken the first.
    ///   - body: Gets the process and the port.
    /// - Returns: What `body` returns.
    /// - Throws: What `body` throws, or ``TestFailure`` when nginx does not start.
    package static func withNginx<Result>(
        _ directory: String,
        configuration: (_ directory: String, _ port: Int) async throws -> String,
        body: (ChildProcess, Int) async throws -> Result
    ) async throws -> Result {
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: false)
        return try await withServerProcess { port in
            try Nginx.command(try await configuration(directory, port), in: directory)
        } body: { process, port in
            try await body(process, port)
        }
    }

    /// Starts a web server on a free port, and gives it to `body` as soon as it listens there.
    static func withServerProcess<Result>(
        _ command: (_ port: Int) async throws -> Command,
        body: (_ process: ChildProcess, _ port: Int) async throws -> Result
    ) async throws -> Result {
        for _ in 0..<5 {
            let port = try await FreePort.find()
            let result: Result? = try await command(port).run { process in
                do {
                    _ = try await ready(process) { try await accepts(port: port) ? true : nil }
                } catch  where process.standardError.text.lowercased().contains("address already in use") {
                    return nil
                }
                return try await body(process, port)
            }
            if let result { return result }
        }
        throw TestFailure("no port for a web server")
    }

    /// Waits until a process is ready; fails at once when it ends instead.
    private static func ready<Value>(
        _ process: ChildProcess,
        _ look: () async throws -> Value?
    ) async throws -> Value {
        do {
            return try await Waiting.value("\(process.name) is ready") {
                if process.exitStatus != nil { throw TestFailure("\(process.name) ended") }
                return try await look()
            }
        } catch {
            throw TestFailure("\(error)\n\(process.report)")
        }
    }

    private static func accepts(port: Int) async throws -> Bool {
        let channel = try? await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .connect(host: "127.0.0.1", port: port).get()
        // Whoever was there may have closed it already.
        try? await channel?.close()
        return channel != nil
    }

    /// Whether somebody listens on a unix socket.
    package static func accepts(unixSocket path: String) async throws -> Bool {
        let channel = try? await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .connect(unixDomainSocketPath: path).get()
        // Whoever was there may have closed it already.
        try? await channel?.close()
        return channel != nil
    }
}
