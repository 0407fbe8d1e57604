// SPDX-License-Identifier: Apache-2.0

internal import NIOConcurrencyHelpers
package import NIOCore

/// How long the calls of one request to a provider took, and how the provider answered the last of them.
package final class UpstreamTiming: Sendable {
    private struct State {
        /// The time of all calls but the last.
        var earlier = TimeAmount.zero
        var begin: NIODeadline?
        /// When the last call ended; nil while it runs.
        var end: NIODeadline?
        var status: Int?

        /// The time of the last call, up to a moment, which may lie before its end.
        func last(until now: NIODeadline) -> TimeAmount {
            guard let begin else { return .zero }
            return max(.zero, min(end ?? now, now) - begin)
        }
    }

    private let state = NIOLockedValueBox(State())

    /// Makes one for a request that has made no call.
    package init() {}

    /// Begins a call.
    package func begin(at now: NIODeadline = .now()) {
        state.withLockedValue { state in
            state.earlier = state.earlier + state.last(until: now)
            state.begin = now
            state.end = nil
        }
    }

    /// Ends a call.
    ///
    /// - Parameters:
    ///   - status: The status of the response; nil when there was none.
    ///   - now: When it ended.
    package func end(status: Int?, at now: NIODeadline = .now()) {
        state.withLockedValue { state in
            state.end = now
            state.status = status
        }
    }

    /// The time in which a call ran, up to a moment.
    package func total(at now: NIODeadline) -> TimeAmount {
        state.withLockedValue { $0.earlier + $0.last(until: now) }
    }

    /// The status of the last response that there was; nil when there was none.
    package var status: Int? { state.withLockedValue { $0.status } }
}
