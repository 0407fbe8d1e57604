// SPDX-License-Identifier: Apache-2.0

internal import Attempts

/// `POST /llm/generation/stream`: text for a prompt, as it is written.
struct GenerationStreamEndpoint: Endpoint {
    func respond(to call: Call) async throws -> Reply {
        let attempts = try attempts(of: call)
        let stream = EventStream(call, NativeStreamEncoder(requestID: call.requestID))
        return try await stream.run { events in
            let sink = TextSink(events)
            try await attempts.stream(into: sink)
            try sink.check(from: attempts.provider)
        }
    }

    /// Not inlined, so that nothing of the request stays in the frame of the function that lives as long as the stream.
    @inline(never)
    private func attempts(of call: Call) throws -> ChatAttempts {
        let request = try NativeRequest(call, for: .generation)
        return try call.attempts(of: request.generation, with: request.provider)
    }
}
