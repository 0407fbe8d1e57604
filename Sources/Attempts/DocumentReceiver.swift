// SPDX-License-Identifier: Apache-2.0

internal import Dialects
internal import NIOConcurrencyHelpers
internal import NIOCore
internal import Upstream

/// Collects a response that is one document.
final class DocumentReceiver: UpstreamReceiver, Sendable {
    private struct State {
        var head = UpstreamResponseHead(status: 0)
        var body: LimitedBody
    }

    private let state: NIOLockedValueBox<State>

    /// - Parameter limit: The most bytes of the body.
    init(limit: Int) {
        state = NIOLockedValueBox(State(body: LimitedBody(limit: limit)))
    }

    func receive(head: UpstreamResponseHead) {
        state.withLockedValue { $0.head = head }
    }

    func receive(body: ByteBuffer) {
        state.withLockedValue { $0.body.append(body.readableBytesView) }
    }

    func readComplete() -> UpstreamDemand {
        state.withLockedValue { $0.body.isOverLimit ? .stop : .more }
    }

    /// The head; nil when none has come.
    var head: UpstreamResponseHead? {
        state.withLockedValue { $0.head.status == 0 ? nil : $0.head }
    }

    /// What an unsuccessful response says; nil for a successful one.
    func fault(_ dialect: any Dialect) -> ProviderFault? {
        let (head, body) = state.withLockedValue { ($0.head, $0.body.bytes) }
        return head.isSuccess ? nil : ProviderFault(dialect.report(status: head.status, body: body), in: head)
    }

    /// The body of a successful response; nil for any other one, and one that is over the limit.
    var document: [UInt8]? {
        state.withLockedValue { state in
            state.head.isSuccess && !state.body.isOverLimit ? state.body.bytes : nil
        }
    }
}
