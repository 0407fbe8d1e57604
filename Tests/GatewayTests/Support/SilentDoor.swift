// SPDX-License-Identifier: Apache-2.0

import HTTPTypes

@testable import Gateway

/// A door whose routes nobody asks.
struct SilentDoor: Door {
    struct Silent: Endpoint {
        func respond(to call: Call) async throws -> Reply { .streamed }
    }

    let name = "silent"
    let routes: [Route]

    init(_ routes: [Route] = []) {
        self.routes = routes
    }

    func reply(to error: GatewayError) -> Reply {
        .response(status: HTTPResponse.Status(code: 418), headerFields: [:], body: Array(error.message.utf8))
    }
}
