// SPDX-License-Identifier: Apache-2.0

internal import JSONCoding

/// `GET /readyz`: whether requests should be sent here; without a key, and without a call of a provider.
///
/// 503 while the gateway drains. That it is configured is plain: with a fault in its settings it does not start.
struct ReadinessEndpoint: Endpoint {
    let readiness: Readiness

    func respond(to call: Call) async throws -> Reply {
        if let reason = readiness.reasonAgainst { throw GatewayError(.unavailable, reason) }
        return .json(
            NativeResponse.body(status: "success") { writer in
                writer.key("ready")
                writer.bool(true)
            }
        )
    }
}
