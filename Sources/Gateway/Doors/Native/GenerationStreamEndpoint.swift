// SPDX-License-Identifier: Apache-2.0

internal import Attempts

/// `POST /llm/generation/stream`: text for a prompt, as it is written.
struct GenerationStreamEndpoint: Endpoint {
    func respond(to call: Call) async throws -> Reply {
        let request = try NativeRequest(call, for: .generation)
        let stream = EventStream(call, NativeStreamEncoder(requestID: call.requestID))
        return try await stream.run { events in
            let sink = TextSink(events)
            _ = try await call.snapshot.client.stream(
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
