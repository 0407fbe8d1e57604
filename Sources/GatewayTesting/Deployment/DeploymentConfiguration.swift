// SPDX-License-Identifier: Apache-2.0

/// What a test wants to have running.
package struct DeploymentConfiguration: Sendable {
    /// What stands before the gateway.
    package var webServer: WebServer
    /// Who makes the gateway's socket.
    package var launcher: Launcher
    /// Whether there is a simulator; without one, no provider can be reached.
    package var hasSimulator: Bool
    /// Variables of the gateway, before those that the deployment sets by itself; an empty value counts as none.
    package var environment: [String: String]
    /// The limit of open files that the gateway is started with; nil for that of the tests.
    package var openFiles: Int?
    /// Directives of a private nginx in the gateway's location, in place of the shipped ones, or besides them.
    package var nginxDirectives: [String] = []
    /// The address of the one name server that the gateway asks; nil for the machine's.
    package var nameServer: String?

    /// Makes a configuration.
    package init(
        webServer: WebServer = .privateServer([.closed]),
        launcher: Launcher = .gateway,
        hasSimulator: Bool = true,
        environment: [String: String] = [:]
    ) {
        self.webServer = webServer
        self.launcher = launcher
        self.hasSimulator = hasSimulator
        self.environment = environment
    }

    /// The keys that every deployment has, by their variables; none of them may be seen anywhere.
    package static let keys = [
        "OPENAI_API_KEY": "sk-integration-0penA1-4f7c2b9e8d6a5031",
        "GROQ_API_KEY": "gsk_integration_Gr0q_92ab64ce07d8f135",
        "GOOGLE_API_KEY": "AIza-integration-G00gle-3b8d16f2a94c7e05",
    ]

    func environment(directory: String, providerPort: Int) -> [String: String] {
        var variables = Self.keys
        // Tests count its descriptors, and sanitizers look for leaks.
        variables["GATEWAY_CORE_DUMPS"] = "on"
        variables["GATEWAY_LISTEN"] = "unix:\(directory)/gateway.sock"
        // Where the simulator speaks each provider's dialect.
        let paths = [
            "OPENAI": "/v1", "GROQ": "/openai/v1", "GOOGLE": "/v1beta", "LOCAL": "/v1", "ANTHROPIC": "",
            "MISTRAL": "/v1",
        ]
        for (name, path) in paths { variables["\(name)_BASE_URL"] = "http://127.0.0.1:\(providerPort)\(path)" }
        return variables.merging(environment) { _, wanted in wanted }
    }
}
