// SPDX-License-Identifier: Apache-2.0

internal import JSONCoding

/// `GET /healthz`: that the process lives and answers, whatever else is wrong; without a key.
struct HealthEndpoint: Endpoint {
    static let path = "/healthz"

    func respond(to call: Call) async throws -> Reply { Self.reply }

    /// The same for every call; it is given even when there are too many requests for a task of its own.
    static var reply: Reply {
        .json(
            NativeResponse.body(status: "success") { writer in
                writer.key("health")
                writer.string("alive")
            }
        )
    }
}
