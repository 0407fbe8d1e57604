// SPDX-License-Identifier: Apache-2.0

internal import NIOConcurrencyHelpers
package import NIOCore
package import Upstream

/// What a provider's connection would do, from a script: one response after the other.
package final class ScriptedUpstream: UpstreamCalling {
    /// What a receiver answered to a piece of the body.
    package enum Demand: Equatable {
        case more, after, complete, stop
    }

    private struct State {
        var responses: [ScriptedResponse]
        var requests: [UpstreamRequest] = []
        var demands: [Demand] = []
    }

    private let state: NIOLockedValueBox<State>

    package init(_ responses: [ScriptedResponse]) {
        state = NIOLockedValueBox(State(responses: responses))
    }

    /// The requests that were sent.
    package var requests: [UpstreamRequest] { state.withLockedValue { $0.requests } }
    /// The bodies that were sent, as text.
    package var bodies: [String] { requests.map { String(decoding: $0.body, as: UTF8.self) } }
    /// What the receivers answered.
    package var demands: [Demand] { state.withLockedValue { $0.demands } }

    /// A script has none.
    package var openConnections: Int { 0 }

    package func execute(
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
        if response.isHeld {
            // Longer than any test.
            do { try await Task.sleep(for: .seconds(86_400)) } catch { throw UpstreamError(.cancelled, "left") }
        }
        if let error = response.error { throw error }
    }

    private func note(_ demand: Demand) {
        state.withLockedValue { $0.demands.append(demand) }
    }
}
