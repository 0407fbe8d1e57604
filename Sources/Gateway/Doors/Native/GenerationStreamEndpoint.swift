// SPDX-License-Identifier: Apache-2.0

internal import Attempts
internal import Providers

/// `POST /llm/generation/stream`: text for a prompt, as it is written.
struct GenerationStreamEndpoint: Endpoint {
    let registry: ProviderRegistry
    let client: ProviderClient
    let keepAliveInterval: Duration

    func respond(to call: Call) async throws -> Reply {
        let request = try NativeRequest(call, for: .generation, registry: registry)
        let stream = EventStream(
            call,
            NativeStreamEncoder(requestID: call.requestID),
            keepAliveInterval: keepAliveInterval
        )
        return try await stream.run { events in
            let sink = TextSink(events)
            _ = try await client.stream(
                request.generation,
                with: request.provider,
                on: call.eventLoop,
                into: sink,
                observer: call
            )
            if let fault = sink.fault { throw ProviderError(fault, from: request.provider) }
        }
    }
}
