// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import Testing

/// The web servers of a suite.
enum Servers {
    @TaskLocal static var current: [PrintedServer: Result<ServedGateway, any Error>] = [:]

    /// The gateway behind a server; throws what kept that server from starting.
    static func gateway(behind server: PrintedServer) throws -> ServedGateway {
        guard let result = current[server] else { throw TestFailure("the suite has no web servers") }
        return try result.get()
    }
}

/// One gateway behind each web server for all tests of a suite, see ``Servers``.
struct ServersTrait: SuiteTrait, TestScoping {
    let environment: [String: String]
    let readLimit: Int?
    let changing: @Sendable (PrintedServer, String) -> String

    var isRecursive: Bool { false }

    @concurrent
    func provideScope(
        for test: Test,
        testCase: Test.Case?,
        performing function: @concurrent @Sendable () async throws -> Void
    ) async throws {
        try await start(PrintedServer.allCases[...], [:], function)
    }

    /// Starts one server after the other; one that does not start fails its own tests only.
    @concurrent
    private func start(
        _ servers: ArraySlice<PrintedServer>,
        _ started: [PrintedServer: Result<ServedGateway, any Error>],
        _ function: @concurrent @Sendable () async throws -> Void
    ) async throws {
        guard let server = servers.first else {
            return try await Servers.$current.withValue(started) { try await function() }
        }
        let rest = servers.dropFirst()
        var isRunning = false
        do {
            return try await withServer(server, environment: environment, readLimit: readLimit, changing: changing) {
                gateway in
                isRunning = true
                try await start(rest, started.merging([server: .success(gateway)]) { $1 }, function)
            }
        } catch {
            guard !isRunning else { throw error }
            try await start(rest, started.merging([server: .failure(error)]) { $1 }, function)
        }
    }
}

extension Trait where Self == ServersTrait {
    /// Runs a suite with a gateway behind each web server.
    static func servers(
        environment: [String: String] = [:],
        readLimit: Int? = nil,
        changing: @escaping @Sendable (PrintedServer, String) -> String = { $1 }
    ) -> ServersTrait {
        ServersTrait(environment: environment, readLimit: readLimit, changing: changing)
    }
}
