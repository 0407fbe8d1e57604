// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import Testing

/// One deployment for all tests of a suite, see ``Shared/deployment``.
struct DeploymentTrait: SuiteTrait, TestScoping {
    let configuration: DeploymentConfiguration

    var isRecursive: Bool { false }

    @concurrent
    func provideScope(
        for test: Test,
        testCase: Test.Case?,
        performing function: @concurrent @Sendable () async throws -> Void
    ) async throws {
        try await withGateway(configuration) { deployment in
            try await Shared.$current.withValue(deployment) { try await function() }
            if deployment.gateway.exitStatus != nil {
                Issue.record("the gateway ended in the middle of a suite\n\(deployment.gateway.report)")
            }
        }
    }
}

extension Trait where Self == DeploymentTrait {
    /// Runs a suite with one deployment.
    static func deployment(
        _ modes: [ConnectionMode] = ConnectionMode.allCases,
        environment: [String: String] = [:],
        hasSimulator: Bool = true
    ) -> DeploymentTrait {
        deployment(
            DeploymentConfiguration(
                webServer: .privateServer(modes),
                hasSimulator: hasSimulator,
                environment: environment
            )
        )
    }

    /// Runs a suite with one deployment.
    static func deployment(_ configuration: DeploymentConfiguration) -> DeploymentTrait {
        DeploymentTrait(configuration: configuration)
    }
}
