// SPDX-License-Identifier: Apache-2.0

internal import NIOConcurrencyHelpers
internal import NIOCore
internal import Upstream

/// Collects a response that is one document.
final class DocumentReceiver: UpstreamReceiver, Sendable {
    private struct State {
        var status = 0
        var body: LimitedBody
    }

    private let state: NIOLockedValueBox<State>

    /// - Parameter limit: The most bytes of the body.
    init(limit: Int) {
        state = NIOLockedValueBox(State(body: LimitedBody(limit: limit)))
    }

    func receive(head: UpstreamResponseHead) {
        state.withLockedValue { $0.status = head.status }
    }

    func receive(body: ByteBuffer) {
        state.withLockedValue { $0.body.append(body.readableBytesView) }
    }

    func readComplete() -> UpstreamDemand {
        state.withLockedValue { $0.body.isOverLimit ? .stop : .more }
    }

    /// The body of a successful response; nil for any other one, and one that is over the limit.
    var document: [UInt8]? {
        state.withLockedValue { state in
            (200...299).contains(state.status) && !state.body.isOverLimit ? state.body.bytes : nil
        }
    }
}
