// SPDX-License-Identifier: Apache-2.0

import GatewayTesting
import Testing

extension IntegrationTests {
    /// Errors of Google's: what their details mean.
    @Suite(.deployment([.closed], environment: TestedProvider.environment))
    struct GoogleErrorTests {
        private static let classes = [TaskRequest.Class("a", "A thing"), .init("b", "Another thing")]

        /// Sends a request in all ways, each of which must fail.
        private func failures(_ keys: String, status: String) async throws -> [(message: String, retryAfter: String?)] {
            let client = try Shared.deployment.client()
            let model = "google/\(TestedProvider.google.model(keys))"
            let generation = GenerationRequest(model)
            let classification = try TaskRequest(model, "x", classes: Self.classes).classification
            var failures: [(String, String?)] = []
            for request in [try generation.plain, try generation.stream, classification] {
                let response = try await client.send(request)
                let message = try response.expectErrorOf(.google, status: status)
                failures.append((message, response.header("Retry-After")))
            }
            return failures
        }

        @Test(
            .timeLimit(.minutes(1)),
            arguments: [
                ("48s", "48"), ("34.4s", "35"), ("34.074824224s", "35"), ("0.2s", "1"), ("0s", "0"), ("3600s", "3600"),
                ("soon", nil), ("9999999s", "86400"),
            ] as [(String, String?)],
            ["object", "array"]
        )
        func theDelayOfTheDetailsIsTheWaitInWholeSeconds(
            _ delay: (given: String, seconds: String?),
            _ form: String
        ) async throws {
            for status in [429, 503] {
                let keys = "status=\(status),retry-info=\(delay.given),error-form=\(form)"
                for failure in try await failures(keys, status: String(status)) {
                    #expect(failure.retryAfter == delay.seconds)
                }
            }
        }

        @Test(.timeLimit(.minutes(1)), arguments: ["error-event", "error-body"])
        func theDelayOfAnErrorInsideOfASuccessCountsToo(_ fault: String) async throws {
            for failure in try await failures("fault=\(fault),retry-info=2.5s", status: "503") {
                #expect(failure.retryAfter == "3")
            }
        }

        @Test(
            .timeLimit(.minutes(1)),
            arguments: [
                ("retry-info=34s,quota=minute", "34"),
                ("message=Please_retry_in_34.4s.", "35"),
                ("message=Please_retry_in_34.4s.,quota=minute", "35"),
                ("retry-after=7,retry-info=34s", "7"),
                ("quota=minute", nil),
                // A day is longer than the delay, which is that of the minute's quotas.
                ("retry-info=34s,quota=day", nil),
                ("retry-info=34s,quota=GenerateContentInputTokensPerModelPerDay-FreeTier", nil),
                ("message=Please_retry_in_34.4s.,quota=day", nil),
                ("message=Please_retry_in_34.4s.,quota=day,error-form=array", nil),
                ("message=The_project_has_exceeded_its_monthly_spending_cap._Please_retry_in_34s.", nil),
            ] as [(String, String?)]
        )
        func aQuotaForADayHasNoWait(_ keys: String, _ seconds: String?) async throws {
            for failure in try await failures("status=429,\(keys)", status: "429") {
                #expect(failure.retryAfter == seconds)
            }
        }

        @Test(
            .timeLimit(.minutes(1)),
            arguments: ["key=another-key", "status=400,code=API_KEY_INVALID,error-form=array", "status=401"]
        )
        func aWrongKeyIsSaidToBeTheGateways(_ keys: String) async throws {
            let status = keys == "status=401" ? "401" : "400"
            for failure in try await failures(keys, status: status) {
                #expect(failure.message.contains("rejected the gateway's key with status \(status)"))
                #expect(failure.retryAfter == nil)
            }
        }

        @Test(
            .timeLimit(.minutes(1)),
            arguments: [
                (400, "Request contains an invalid argument."), (402, "Your prepaid balance is used up."),
                (403, "The caller does not have permission"), (404, "is not found for API version v1beta."),
                (429, "Resource has been exhausted"), (499, "The operation was cancelled."),
                (500, "An internal error has occurred."), (503, "The model is overloaded."),
                (504, "The request timed out."),
            ],
            ["object", "array"]
        )
        func itsOwnWordsArePassedOn(_ error: (status: Int, words: String), _ form: String) async throws {
            let keys = "status=\(error.status),error-form=\(form)"
            for failure in try await failures(keys, status: String(error.status)) {
                #expect(failure.message.contains("answered with status \(error.status)"))
                #expect(failure.message.contains(error.words))
                #expect(failure.retryAfter == nil)
            }
        }
    }
}
