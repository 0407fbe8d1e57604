// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import Testing

extension IntegrationTests {
    /// `llm-gateway doctor` before web servers that were set up wrongly.
    @Suite struct DoctorFindingTests {
        /// An nginx that was spoilt, and what the doctor has to say of it.
        struct Spoilt: Sendable, CustomTestStringConvertible {
            let directive: String
            let check: String
            let advice: String

            var testDescription: String { directive }
        }

        static let spoilt = [
            Spoilt(
                directive: "fastcgi_ignore_headers X-Accel-Buffering;",
                check: "streaming",
                advice: "fastcgi_ignore_headers"
            ),
            Spoilt(
                directive: "fastcgi_ignore_client_abort on;",
                check: "disconnect in silence",
                advice: "fastcgi_ignore_client_abort off;"
            ),
            Spoilt(directive: "client_max_body_size 1k;", check: "request body", advice: "client_max_body_size 17m;"),
            Spoilt(directive: "client_max_body_size 8m;", check: "request body", advice: "client_max_body_size 17m;"),
            Spoilt(directive: "fastcgi_read_timeout 1s;", check: "silence", advice: "fastcgi_read_timeout 660s;"),
            Spoilt(
                directive: "fastcgi_param HTTP_AUTHORIZATION \"\";",
                check: "key headers",
                advice: "fastcgi_param HTTP_AUTHORIZATION $http_authorization;"
            ),
            Spoilt(
                directive: "fastcgi_param HTTP_X_API_KEY \"\";",
                check: "key headers",
                advice: "fastcgi_param HTTP_X_API_KEY $http_x_api_key;"
            ),
        ]

        private func configuration(_ directives: [String]) -> DeploymentConfiguration {
            var configuration = DeploymentConfiguration(
                environment: ["SECRET_TOKEN": CallerKey.value, "GATEWAY_KEEPALIVE_INTERVAL": "1.5"]
            )
            configuration.nginxDirectives = directives
            return configuration
        }

        @Test(.timeLimit(.minutes(2)), arguments: spoilt)
        func theDirectiveIsNamed(_ spoilt: Spoilt) async throws {
            try await withGateway(configuration([spoilt.directive])) { deployment in
                let run = try await DoctorRun(deployment)
                #expect(run.status == .exited(1), "\(run.text)")
                #expect(run.line(spoilt.check)?.hasPrefix("FAILED") == true, "\(run.text)")
                let advice = run.text.rest(from: "What to change:")
                #expect(advice.contains(spoilt.advice), "\(run.text)")
                #expect(run.text.split(separator: "\n").count { $0.contains("FAILED") } == 1, "\(run.text)")
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func whatTheLogWouldMissIsAWarning() async throws {
            try await withGateway(configuration(["fastcgi_param REQUEST_ID \"\";"])) { deployment in
                let run = try await DoctorRun(deployment)
                #expect(run.status == .exited(0), "\(run.text)")
                #expect(run.line("variables")?.hasPrefix("warning") == true, "\(run.text)")
                #expect(run.text.contains("fastcgi_param REQUEST_ID $request_id;"))
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func aGatewayThatIsNotThereIsToldOf() async throws {
            try await withGateway(configuration([])) { deployment in
                try deployment.gateway.send(.kill)
                _ = try await deployment.gateway.waitForExit()
                let run = try await DoctorRun(deployment)
                #expect(run.status == .exited(1))
                #expect(run.line("reachable")?.contains("HTTP 503") == true, "\(run.text)")
                #expect(run.text.contains("fastcgi_pass unix:\(deployment.socketPath);"))
            }
        }

        @Test(.timeLimit(.minutes(1)))
        func anOpenGatewayIsAWarning() async throws {
            let configuration = DeploymentConfiguration(environment: ["GATEWAY_KEEPALIVE_INTERVAL": "0.5"])
            try await withGateway(configuration) { deployment in
                let open = try await DoctorRun(deployment)
                #expect(open.status == .exited(0), "\(open.text)")
                #expect(open.line("access")?.hasPrefix("warning") == true, "\(open.text)")
                // The key was set, and the gateway not started again.
                let stale = try await DoctorRun(deployment, environment: ["SECRET_TOKEN": CallerKey.value])
                #expect(stale.status == .exited(1))
                #expect(stale.line("access")?.hasPrefix("FAILED") == true, "\(stale.text)")
            }
        }
    }
}

extension String {
    /// The lines from the first one that reads so.
    fileprivate func rest(from line: String) -> String {
        let lines = split(separator: "\n", omittingEmptySubsequences: false)
        return lines.drop { $0 != line }.joined(separator: "\n")
    }
}
