// SPDX-License-Identifier: Apache-2.0

/// What has become of a health stream.
struct HealthStreamOutcome: Sendable, Equatable {
    /// How far it has come.
    enum State: String, Sendable {
        /// Chunks are still to come.
        case running
        /// The last chunk was sent.
        case finished
        /// The web server has closed its connection before, because its client was gone.
        case disconnected
    }

    var state = State.running
    /// The chunks that were sent.
    var chunks = 0
    /// The time from the start to the last chunk, or to the disconnect, in milliseconds.
    var milliseconds = 0
}
