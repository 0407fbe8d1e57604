// SPDX-License-Identifier: Apache-2.0

internal import Providers

/// `GET /llm/providers`: the providers in lower case.
struct ProvidersEndpoint: Endpoint {
    func respond(to call: Call) async throws -> Reply {
        .json(
            NativeResponse.body(status: "success") { writer in
                NativeResponse.providers(call.snapshot.registry.names, &writer)
            }
        )
    }
}
