// SPDX-License-Identifier: Apache-2.0

internal import FoundationEssentials
internal import GatewayTesting

extension Stage {
    /// The streams of the largest measurement.
    static let scaleStreams = 10_000

    /// Starts everything and gives it to `body`; all processes have ended when this returns.
    ///
    /// - Parameters:
    ///   - roles: The gateways that are wanted; only one of those for very many streams is started where one is enough.
    ///   - gateway: The words of the command that starts one.
    ///   - body: What is done with it.
    /// - Returns: What `body` returns.
    /// - Throws: What `body` throws, or ``TestFailure`` when a process does not start.
    static func with<Result>(
        _ roles: [GatewayRole] = GatewayRole.allCases,
        gateway: [String],
        _ body: (Stage) async throws -> Result
    ) async throws -> Result {
        let fileLimit = Socket.raiseFileLimit()
        // A stream takes two files in a gateway.
        let scaleGateways = fileLimit >= 2 * scaleStreams + 200 ? 1 : 2
        return try await TemporaryDirectory.with { directory in
            let command = Command("fake provider", program: try Binaries.current, arguments: ["upstream"])
            return try await command.run { provider in
                let line = try await Waiting.value("the fake provider's ports") { provider.standardOutput.lines.first }
                let numbers = line.split(separator: " ").compactMap { Int($0) }
                guard numbers.count == 2 else { throw TestFailure("the fake provider says \"\(line)\"") }
                let roles = roles.filter { scaleGateways == 2 || $0 != .secondScale }
                return try await withGateways(roles, gateway, [:], directory, numbers) { gateways in
                    let ports = try freePorts()
                    let nginx = StageNginx(
                        directory: directory,
                        providerPort: numbers[0],
                        ports: ports,
                        scaleGateways: scaleGateways,
                        fileLimit: fileLimit
                    )
                    return try await Nginx.command(nginx.configuration(), in: directory).run { process in
                        let workers = try await workers(of: process)
                        return try await body(
                            Stage(
                                directory: directory,
                                provider: provider,
                                providerPort: numbers[0],
                                workers: workers,
                                gateways: gateways,
                                ports: ports,
                                scaleGateways: scaleGateways
                            )
                        )
                    }
                }
            }
        }
    }

    /// The command of a gateway whose providers `local`, `openai` and `anthropic` are the fake one, and whose provider `silent` never
    /// answers.
    ///
    /// A plain answer is asked of `openai`, which gives it as a document, and not of `local`, which is asked for a stream.
    static func gatewayCommand(
        _ gateway: [String],
        socketPath: String,
        providerPort: Int,
        silentPort: Int,
        limit: Int? = nil
    ) -> Command {
        var environment = [
            "GATEWAY_LISTEN": "unix:\(socketPath)",
            "LOCAL_BASE_URL": "http://127.0.0.1:\(providerPort)/v1",
            "OPENAI_BASE_URL": "http://127.0.0.1:\(providerPort)/v1",
            "OPENAI_API_KEY": "of-the-fake-provider",
            "ANTHROPIC_BASE_URL": "http://127.0.0.1:\(providerPort)",
            "ANTHROPIC_API_KEY": "of-the-fake-provider",
            "GATEWAY_PROVIDERS": "silent",
            "SILENT_BASE_URL": "https://127.0.0.1:\(silentPort)/v1",
        ]
        if let limit { environment["GATEWAY_MAX_REQUESTS"] = String(limit) }
        // To a file, as most have it: who reads a pipe takes a part of the same cores for it.
        return Command(
            "llm-gateway",
            program: "/bin/sh",
            arguments: ["-c", #"exec "$@" 2>>"$0""#, "\(socketPath).log"] + gateway,
            environment: environment
        )
    }

    private static func withGateways<Result>(
        _ roles: [GatewayRole],
        _ gateway: [String],
        _ started: [GatewayRole: ChildProcess],
        _ directory: String,
        _ providerPorts: [Int],
        _ body: ([GatewayRole: ChildProcess]) async throws -> Result
    ) async throws -> Result {
        guard let role = roles.first else { return try await body(started) }
        let socketPath = StageNginx.socketPath(role, in: directory)
        let command = gatewayCommand(
            gateway,
            socketPath: socketPath,
            providerPort: providerPorts[0],
            silentPort: providerPorts[1],
            limit: role == .limited ? GatewayRole.limit : nil
        )
        return try await command.run { process in
            try await Waiting.until("the gateway listens") {
                if process.exitStatus != nil { throw TestFailure("the gateway ended\n\(process.report)") }
                return try await Deployment.accepts(unixSocket: socketPath)
            }
            var gateways = started
            gateways[role] = process
            return try await withGateways(Array(roles.dropFirst()), gateway, gateways, directory, providerPorts, body)
        }
    }

    /// A free port for each entrance, below those that connections get by themselves.
    private static func freePorts() throws -> [Entrance: Int] {
        var ports: [Entrance: Int] = [:]
        for entrance in Entrance.allCases {
            let port = (0..<1_000).lazy.map { _ in Int.random(in: 20_000..<32_000) }
                .first { port in
                    guard !ports.values.contains(port), let socket = try? Socket.listen(port: port) else {
                        return false
                    }
                    Socket.close(socket)
                    return true
                }
            guard let port else { throw TestFailure("no free port for nginx") }
            ports[entrance] = port
        }
        return ports
    }

    private static func workers(of nginx: ChildProcess) async throws -> [Int32] {
        try await Waiting.value("nginx is ready") {
            if nginx.exitStatus != nil { throw TestFailure("nginx ended\n\(nginx.report)") }
            let workers = try nginx.figures.children
            return workers.count == 2 ? workers : nil
        }
    }
}
