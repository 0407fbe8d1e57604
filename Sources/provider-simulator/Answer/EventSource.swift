// SPDX-License-Identifier: Apache-2.0

import NIOCore

/// The events of one stream, produced one after the other as they are asked for.
///
/// Those before and after the deltas are few and stand ready; the deltas are written when their turn comes.
struct EventSource {
    /// An event that comes in between the deltas.
    struct Insertion {
        /// Number of deltas before it.
        let position: Int
        let event: [UInt8]
    }

    private var lead: ArraySlice<[UInt8]>
    private let deltas: DeltaWriter
    private let deltaCount: Int
    private var deltaIndex = 0
    private var insertion: Insertion?
    private var tail: ArraySlice<[UInt8]>

    /// Takes how many of the deltas are sent: fewer than there are when a fault cuts them short.
    init(lead: [[UInt8]], deltas: DeltaWriter, deltaCount: Int, insertion: Insertion?, tail: [[UInt8]]) {
        self.lead = lead[...]
        self.deltas = deltas
        self.deltaCount = deltaCount
        self.insertion = insertion
        self.tail = tail[...]
    }

    var isFinished: Bool {
        deltaIndex == deltaCount && lead.isEmpty && tail.isEmpty && insertion == nil
    }

    /// Whether the next event is a delta before which the interval applies.
    var nextIsPaced: Bool {
        deltaIndex > 0 && deltaIndex < deltaCount && lead.isEmpty && insertion?.position != deltaIndex
    }

    /// Appends the next event and returns how many deltas that were: 0 or 1.
    mutating func appendNext(to buffer: inout ByteBuffer) -> Int {
        if let event = lead.popFirst() {
            buffer.writeBytes(event)
            return 0
        }
        if let insertion, insertion.position == deltaIndex {
            buffer.writeBytes(insertion.event)
            self.insertion = nil
            return 0
        }
        if deltaIndex < deltaCount {
            deltas.append(index: deltaIndex, to: &buffer)
            deltaIndex += 1
            return 1
        }
        if let event = tail.popFirst() {
            buffer.writeBytes(event)
        }
        return 0
    }
}
