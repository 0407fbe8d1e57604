// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import Chat
internal import HTTPTypes
internal import Providers

/// `GET /v1/models/{id}`: one model; the id holds a slash, plain or escaped.
struct ModelEndpoint: Endpoint {
    func respond(to call: Call) async throws -> Reply {
        let id = call.rest
        guard let target = try? ModelTarget(named: id, in: call.snapshot.registry) else { throw unknown(id) }
        let list = await ModelList(call)
        let entry = ModelList.Entry(provider: target.provider.name, name: target.model)
        guard !list.isKnown(target.provider) || list.entries.contains(entry) else { throw unknown(id) }
        return .json(OpenAIModelList.document(entry))
    }

    private func unknown(_ id: ByteString) -> GatewayError {
        GatewayError(.model(.noName(id)), "The model `\(id.prefix(bytes: 200))` does not exist")
    }
}
