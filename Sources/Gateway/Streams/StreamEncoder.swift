// SPDX-License-Identifier: Apache-2.0

internal import Chat

/// Writes the events of an answer as a door's stream has them: what it appends depends on what came, and on nothing else.
protocol StreamEncoder: SendableMetatype {
    /// Appends what a reader of the stream sees of an event; nothing for one that this door does not show.
    mutating func append(_ event: ChatEvent, to output: inout [UInt8])

    /// Appends the stream's end after a failure.
    mutating func append(_ error: GatewayError, to output: inout [UInt8])

    /// Appends a sign of life, which means nothing to a reader.
    mutating func appendComment(to output: inout [UInt8])
}
