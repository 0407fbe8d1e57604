// SPDX-License-Identifier: Apache-2.0

/// What became of a write to a ``ResponseSink``.
package enum WriteOutcome: Sendable {
    /// Every byte is with the kernel.
    case sent
    /// Some bytes are kept and will be sent when the peer reads on; write no more until
    /// ``ResponseSink/whenWritable(_:)`` says so.
    case blocked
    /// The peer is gone, or the response has ended; the bytes are dropped.
    case closed
}
