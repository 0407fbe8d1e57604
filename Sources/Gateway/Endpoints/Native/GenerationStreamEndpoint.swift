// SPDX-License-Identifier: Apache-2.0

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
        defer { stream.stop() }
        do {
            _ = try await client.stream(
                request.generation,
                with: request.provider,
                on: call.eventLoop,
                into: stream,
                timing: call.upstreamTiming
            )
        } catch {
            guard stream.fail(GatewayError(error)) else { throw error }
            call.note { $0.isFailedStream = true }
            call.log(failure: error)
        }
        return .streamed
    }
}
