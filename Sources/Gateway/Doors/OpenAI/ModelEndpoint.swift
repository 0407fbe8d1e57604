// SPDX-License-Identifier: Apache-2.0

internal import HTTPTypes

/// `GET /v1/models/{id}`: one model; the id holds a slash, plain or escaped.
struct ModelEndpoint: Endpoint {
    func respond(to call: Call) async throws -> Reply {
        .json(OpenAIModelList.document(try await ModelList.entry(of: call)))
    }
}
