// SPDX-License-Identifier: Apache-2.0

import GatewayTesting

/// The gateway as a program that is started by hand.
enum GatewayProgram {
    /// A command with arguments and an environment.
    static func command(_ arguments: [String] = [], environment: [String: String] = [:]) throws -> Command {
        var environment = environment
        // A sanitizer's look for leaks is that of a debugger.
        if Patience.factor > 1 { environment["GATEWAY_CORE_DUMPS"] = "on" }
        return Command("llm-gateway", program: try Binaries.gateway, arguments: arguments, environment: environment)
    }

    /// Runs it to its own end.
    static func run(_ arguments: [String] = [], environment: [String: String] = [:]) async throws -> ChildProcess {
        try await command(arguments, environment: environment).runToEnd()
    }
}
