// SPDX-License-Identifier: Apache-2.0

internal import HTTPTypes

/// The gateway's own API.
///
/// Its form of an error is that of every path which belongs to no other door.
struct NativeDoor: Door {
    var routes: [Route] {
        [
            Route(.get, "/", StatusEndpoint()),
            Route(.get, "/llm/providers", ProvidersEndpoint()),
            Route(.post, "/llm/generation", GenerationEndpoint()),
            Route(.post, "/llm/classification", ClassificationEndpoint()),
            Route(.post, "/llm/summarization", SummarizationEndpoint()),
            Route(.post, "/llm/generation/stream", GenerationStreamEndpoint()),
        ]
    }

    func reply(to error: GatewayError) -> Reply { NativeResponse.reply(to: error) }
}
