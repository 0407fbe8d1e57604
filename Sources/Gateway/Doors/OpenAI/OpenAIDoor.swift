// SPDX-License-Identifier: Apache-2.0

internal import Chat
internal import HTTPTypes

/// OpenAI's API, as its clients speak it.
struct OpenAIDoor: Door {
    let name = "openai"

    var routes: [Route] {
        [
            Route(.post, "/v1/chat/completions", ChatCompletionsEndpoint()),
            Route(.post, "/v1/responses", ResponsesEndpoint()),
            Route(.post, "/v1/completions", CompletionsEndpoint()),
            Route(.post, "/v1/embeddings", EmbeddingsEndpoint()),
            Route(.get, "/v1/models", ModelsEndpoint()),
            Route(.get, "/v1/models/*", ModelEndpoint()),
        ]
    }

    func reply(to error: GatewayError) -> Reply { OpenAIError(error).reply }

    func names(of parameters: ChatParameters) -> [String] { OpenAIParameters.names(of: parameters) }

    var passesProviderHeads: Bool { true }

    /// A provider of the dialect has an id that its support asks for; the gateway's own is in the log.
    func addFields(of call: Call, to fields: inout HTTPFields) {
        let provider = call.takeProviderHead().map(OpenAIProviderFields.init)
        fields.set("X-Request-ID", provider?.requestID ?? call.requestID)
        fields.set("X-Gateway-Request-ID", call.requestID)
        provider?.add(to: &fields)
    }

    var exposedFields: String { OpenAIProviderFields.exposed }
}
