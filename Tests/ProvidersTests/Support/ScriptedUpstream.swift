// SPDX-License-Identifier: Apache-2.0

import NIOConcurrencyHelpers
import NIOCore
import Upstream

/// What a provider's connection would do, from a script: one response after the other.
final class ScriptedUpstream: UpstreamCalling {
    /// What a receiver answered to a piece of the body.
    enum Demand: Equatable {
        case more, after, complete, stop
    }

    private struct State {
        var responses: [ScriptedResponse]
        var requests: [UpstreamRequest] = []
        var demands: [Demand] = []
    }

    private let state: NIOLockedValueBox<State>

    init(_ responses: [ScriptedResponse]) {
        state = NIOLockedValueBox(State(responses: responses))
    }

    /// The requests that were sent.
    var requests: [UpstreamRequest] { state.withLockedValue { $0.requests } }
    /// The bodies that were sent, as text.
    var bodies: [String] { requests.map { String(decoding: $0.body, as: UTF8.self) } }
    /// What the receivers answered.
    var demands: [Demand] { state.withLockedValue { $0.demands } }

    /// A script has none.
    var openConnections: Int { 0 }

    func execute(
        _ request: UpstreamRequest,
        on eventLoop: any EventLoop,
        receiver: any UpstreamReceiver
    ) async throws {
        let response = state.withLockedValue { state in
            state.requests.append(request)
            return state.responses.isEmpty ? nil : state.responses.removeFirst()
        }
        guard let response else { throw UpstreamError(.unreachable, "the script has ended") }
        if response.status > 0 {
            receiver.receive(head: UpstreamResponseHead(status: response.status, headerFields: response.headerFields))
        }
        for piece in response.pieces {
            receiver.receive(body: ByteBuffer(bytes: piece))
            switch receiver.readComplete() {
            case .more:
                note(.more)
            case .after(let future):
                note(.after)
                try await future.get()
            case .complete:
                note(.complete)
                return
            case .stop:
                note(.stop)
                return
            }
        }
        if let error = response.error { throw error }
    }

    private func note(_ demand: Demand) {
        state.withLockedValue { $0.demands.append(demand) }
    }
}
