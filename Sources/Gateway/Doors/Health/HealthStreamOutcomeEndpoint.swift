// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import JSONCoding

/// `GET /healthz/stream/outcome?id=…`: what became of a health stream of this process.
///
/// Several processes may share the work, and another one may have had the stream: it is `unknown` then, and the process
/// id says who was asked.
struct HealthStreamOutcomeEndpoint: Endpoint {
    let outcomes: HealthStreamOutcomes
    let process: Int

    func respond(to call: Call) async throws -> Reply {
        guard let id = try HealthStreamID.given(in: call.query) else {
            throw GatewayError(.request, "id: expected the id of a health stream, got none")
        }
        let outcome = outcomes[id]
        return .json(
            NativeResponse.body(status: "success") { writer in
                writer.key("state")
                writer.string(outcome?.state.rawValue ?? "unknown")
                writer.key("chunks")
                writer.number(outcome?.chunks ?? 0)
                writer.key("milliseconds")
                writer.number(outcome?.milliseconds ?? 0)
                writer.key("process")
                writer.number(process)
            }
        )
    }
}
