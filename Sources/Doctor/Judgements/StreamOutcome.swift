// SPDX-License-Identifier: Apache-2.0

internal import JSONCoding

/// What the gateway says has become of a health stream.
package struct StreamOutcome: Sendable, Equatable {
    /// How far it has come.
    package enum State: String, Sendable {
        case running
        case finished
        case disconnected
        /// The process that was asked has not had it.
        case unknown
    }

    /// How far it has come.
    package let state: State
    /// The chunks that were sent.
    package let chunks: Int
    /// The time to the last one, or to the disconnect.
    package let milliseconds: Int

    /// Reads the body of `GET /healthz/stream/outcome`; nil when it is none.
    package init?(_ body: [UInt8]) {
        guard let document = try? JSONValue(parsing: body[...]),
            let state = document["state"]?.stringValue.flatMap(State.init(rawValue:)),
            let chunks = document["chunks"]?.intValue, let milliseconds = document["milliseconds"]?.intValue
        else { return nil }
        self.state = state
        self.chunks = chunks
        self.milliseconds = milliseconds
    }
}
