// SPDX-License-Identifier: Apache-2.0

import NIOCore

/// When the parts of an answer are sent, and in how many writes.
struct Pacing {
    /// Before the head.
    var delay = TimeAmount.zero
    /// Between two deltas.
    var interval = TimeAmount.zero
    /// Number of events in one network write.
    var batch = 1
    /// Bytes of the body in one network write, nil for no such limit.
    var split: Int?
    /// Whether the head is sent byte by byte.
    var hasSlowHead = false
}
