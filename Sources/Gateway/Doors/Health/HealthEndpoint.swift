// SPDX-License-Identifier: Apache-2.0

internal import JSONCoding

/// `GET /healthz`: that the process lives and answers, whatever else is wrong; without a key.
struct HealthEndpoint: Endpoint {
    func respond(to call: Call) async throws -> Reply { reply }

    /// Who restarts what does not answer here would end everything that is in flight.
    var replyWithoutRoom: Reply? { reply }

    private var reply: Reply {
        .json(
            NativeResponse.body(status: "success") { writer in
                writer.key("health")
                writer.string("alive")
            }
        )
    }
}
