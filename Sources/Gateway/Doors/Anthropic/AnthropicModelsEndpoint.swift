// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import HTTPTypes

/// `GET /v1/models`: the models that callers can name, in pages where that is asked for.
struct AnthropicModelsEndpoint: Endpoint {
    func respond(to call: Call) async throws -> Reply {
        let page = try AnthropicModelPage(call.query)
        return .json(page.document(await ModelList(call).entries))
    }
}

/// `GET /v1/models/{id}`: one model; the id holds a slash, plain or escaped.
struct AnthropicModelEndpoint: Endpoint {
    func respond(to call: Call) async throws -> Reply {
        .json(AnthropicModelPage.document(try await ModelList.entry(of: call)))
    }
}
