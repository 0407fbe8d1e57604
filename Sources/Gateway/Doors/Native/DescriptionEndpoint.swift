// SPDX-License-Identifier: Apache-2.0

/// `GET /openapi.json`: the routes of all doors, as programs read them; without a key, as it says the same to everybody.
///
/// The document is made of `docs/openapi.yaml`, and compiled in. Source: OpenAPI Specification 3.1.
struct DescriptionEndpoint: Endpoint {
    func respond(to call: Call) async throws -> Reply {
        .json(PackageResources.openapi_json)
    }
}
