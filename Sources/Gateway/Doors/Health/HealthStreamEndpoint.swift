// SPDX-License-Identifier: Apache-2.0

internal import ByteStrings
internal import FastCGI
internal import HTTPTypes

/// `GET /healthz/stream`: a stream without any provider, to see what the web server makes of streams.
///
/// Ten chunks, 100 ms apart; with `?pause=keep-alive` two, with the longest silence of a real stream between them. Under
/// `?id=…`, or the request's id, ``HealthStreamOutcomeEndpoint`` tells what became of it.
struct HealthStreamEndpoint: Endpoint {
    let outcomes: HealthStreamOutcomes
    let process: Int

    func respond(to call: Call) async throws -> Reply {
        let query = call.query
        let id = try HealthStreamID.given(in: query) ?? call.requestID
        let pace: HealthStreamPace =
            switch query["pause"] {
            case nil: .steady
            case "keep-alive": .silence(of: call.snapshot.keepAliveInterval)
            case let other?:
                throw GatewayError(.request, "pause: expected keep-alive, got \"\(other.prefix(bytes: 40))\"")
            }
        var head: [UInt8] = []
        call.eventStreamHead.append(to: &head)
        guard call.method != .head else {
            call.finish(head, status: .ok)
            return .streamed
        }
        let facts = HealthStreamFacts(call.snapshot.configuration, process: process)
        await HealthStream(call, pace: pace, facts: facts).run(head, outcomes, outcomes.begin(id))
        return .streamed
    }
}
