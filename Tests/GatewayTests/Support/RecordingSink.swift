// SPDX-License-Identifier: Apache-2.0

import FastCGI
import NIOConcurrencyHelpers

/// Takes a response as a web server would, and keeps what was written.
///
/// A sink that is let go before the response has ended ends it: nobody waits for an answer that does not come.
final class RecordingSink: ResponseSink {
    private struct State {
        var writes: [[UInt8]] = []
        var isOver = false
        var onDisconnect: (@Sendable () -> Void)?
    }

    private let state = NIOLockedValueBox(State())
    private let ended: @Sendable ([[UInt8]]) -> Void

    /// - Parameter ended: Takes all writes when the response has ended.
    init(ended: @escaping @Sendable ([[UInt8]]) -> Void) {
        self.ended = ended
    }

    deinit {
        end(with: [])
    }

    func write(_ bytes: [UInt8]) -> WriteOutcome {
        state.withLockedValue { state in
            if state.isOver { return .closed }
            if !bytes.isEmpty { state.writes.append(bytes) }
            return .sent
        }
    }

    func finish(_ bytes: [UInt8]) -> WriteOutcome {
        end(with: bytes) ? .sent : .closed
    }

    func onDisconnect(_ callback: @escaping @Sendable () -> Void) {
        let isOver = state.withLockedValue { state in
            if !state.isOver { state.onDisconnect = callback }
            return state.isOver
        }
        if isOver { callback() }
    }

    func whenWritable(_ callback: @escaping @Sendable () -> Void) {
        callback()
    }

    /// Leaves, as a client does that is no longer interested.
    func disconnect() {
        let callback = state.withLockedValue { state in
            state.isOver = true
            defer { state.onDisconnect = nil }
            return state.onDisconnect
        }
        callback?()
        ended(state.withLockedValue { $0.writes })
    }

    @discardableResult
    private func end(with bytes: [UInt8]) -> Bool {
        let writes = state.withLockedValue { state -> [[UInt8]]? in
            guard !state.isOver else { return nil }
            state.isOver = true
            state.onDisconnect = nil
            if !bytes.isEmpty { state.writes.append(bytes) }
            return state.writes
        }
        guard let writes else { return false }
        ended(writes)
        return true
    }
}
