// SPDX-License-Identifier: Apache-2.0

internal import JSONCoding

/// `GET /`: that the API is up, and the providers in upper case.
struct StatusEndpoint: Endpoint {
    let providers: [String]

    func respond(to call: Call) async throws -> Reply {
        .json(
            NativeResponse.body(status: "success") { writer in
                writer.key("api_status")
                writer.string("up")
                NativeResponse.providers(providers.map { $0.uppercased() }, &writer)  // text: the operator's
            }
        )
    }
}
