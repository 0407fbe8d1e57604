// SPDX-License-Identifier: Apache-2.0

internal import HTTPTypes

/// The gateway's own API, and the description of all doors.
///
/// Its form of an error is that of every path which belongs to no other door.
struct NativeDoor: Door {
    let name = "native"

    var routes: [Route] {
        [
            Route(.get, "/", StatusEndpoint()),
            Route(.get, "/llm/providers", ProvidersEndpoint()),
            Route(.post, "/llm/generation", GenerationEndpoint()),
            Route(.post, "/llm/classification", ClassificationEndpoint()),
            Route(.post, "/llm/summarization", SummarizationEndpoint()),
            Route(.post, "/llm/generation/stream", GenerationStreamEndpoint()),
            Route(.get, "/openapi.json", for: .probes, DescriptionEndpoint()),
        ]
    }

    func reply(to error: GatewayError) -> Reply { NativeResponse.reply(to: error) }
}
