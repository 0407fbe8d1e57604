// SPDX-License-Identifier: Apache-2.0

internal import HTTPTypes

/// `GET /v1/models`: all models that callers can name.
struct ModelsEndpoint: Endpoint {
    func respond(to call: Call) async throws -> Reply {
        .json(OpenAIModelList.document(await ModelList(call).entries))
    }
}
