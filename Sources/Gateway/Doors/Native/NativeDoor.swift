// SPDX-License-Identifier: Apache-2.0

internal import HTTPTypes
internal import Providers

/// The gateway's own API.
///
/// Its form of an error is that of every path which belongs to no other door.
struct NativeDoor: Door {
    let context: DoorContext

    var routes: [Route] {
        let (registry, client) = (context.registry, context.client)
        return [
            Route(.get, "/", StatusEndpoint(providers: registry.names)),
            Route(.get, "/llm/providers", ProvidersEndpoint(providers: registry.names)),
            Route(.post, "/llm/generation", GenerationEndpoint(registry: registry, client: client)),
            Route(.post, "/llm/classification", ClassificationEndpoint(registry: registry, client: client)),
            Route(.post, "/llm/summarization", SummarizationEndpoint(registry: registry, client: client)),
            Route(
                .post,
                "/llm/generation/stream",
                GenerationStreamEndpoint(
                    registry: registry,
                    client: client,
                    keepAliveInterval: context.keepAliveInterval
                )
            ),
        ]
    }

    func reply(to error: GatewayError) -> Reply { NativeResponse.reply(to: error) }
}
