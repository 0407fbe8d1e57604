// SPDX-License-Identifier: Apache-2.0

internal import NIOConcurrencyHelpers
package import NIOCore

/// How long the calls of one request to a provider took, and how the provider answered the last of them.
package final class UpstreamTiming: Sendable {
    private struct State {
        /// The time of the calls that have ended.
        var ended = TimeAmount.zero
        /// When the call that runs began.
        var begin: NIODeadline?
        var status: Int?
    }

    private let state = NIOLockedValueBox(State())

    /// Makes one for a request that has made no call.
    package init() {}

    /// Takes note that a call begins.
    package func begin(at now: NIODeadline = .now()) {
        state.withLockedValue { $0.begin = now }
    }

    /// Takes note that a call has ended.
    ///
    /// - Parameters:
    ///   - status: The status of the response; nil when there was none.
    ///   - now: When it ended.
    package func end(status: Int?, at now: NIODeadline = .now()) {
        state.withLockedValue { state in
            if let begin = state.begin { state.ended = state.ended + (now - begin) }
            state.begin = nil
            state.status = status
        }
    }

    /// The time in which a call ran, up to a moment.
    package func total(at now: NIODeadline) -> TimeAmount {
        state.withLockedValue { state in
            guard let begin = state.begin else { return state.ended }
            return state.ended + (now - begin)
        }
    }

    /// The status of the last response that there was; nil when there was none.
    package var status: Int? { state.withLockedValue { $0.status } }
}
