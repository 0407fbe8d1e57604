// SPDX-License-Identifier: Apache-2.0

internal import JSONCoding
internal import Providers

/// `GET /`: that the API is up, and the providers in upper case.
struct StatusEndpoint: Endpoint {
    func respond(to call: Call) async throws -> Reply {
        .json(
            NativeResponse.body(status: "success") { writer in
                writer.key("api_status")
                writer.string("up")
                let names = call.snapshot.registry.names.map { $0.uppercased() }  // text: the operator's
                NativeResponse.providers(names, &writer)
            }
        )
    }
}
