// SPDX-License-Identifier: Apache-2.0

/// `GET /llm/providers`: the providers in lower case.
struct ProvidersEndpoint: Endpoint {
    let providers: [String]

    func respond(to call: Call) async throws -> Reply {
        .json(
            NativeResponse.body(status: "success") { writer in
                NativeResponse.providers(providers, &writer)
            }
        )
    }
}
