// SPDX-License-Identifier: Apache-2.0

internal import Chat
internal import HTTPTypes

/// OpenAI's API, as its clients speak it.
struct OpenAIDoor: Door {
    let name = "openai"

    var routes: [Route] {
        [
            Route(.post, "/v1/chat/completions", ChatCompletionsEndpoint()),
            Route(.post, "/v1/completions", CompletionsEndpoint()),
            Route(.post, "/v1/embeddings", EmbeddingsEndpoint()),
            Route(.get, "/v1/models", ModelsEndpoint()),
            Route(.get, "/v1/models/*", ModelEndpoint()),
        ]
    }

    func reply(to error: GatewayError) -> Reply { OpenAIError(error).reply }

    func names(of parameters: ChatParameters) -> [String] { OpenAIParameters.names(of: parameters) }
}
