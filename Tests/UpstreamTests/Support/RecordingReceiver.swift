// SPDX-License-Identifier: Apache-2.0

import NIOCore
import Upstream

/// Keeps what it receives, and answers as it is told.
final class RecordingReceiver: UpstreamReceiver {
    private(set) var head: UpstreamResponseHead?
    private(set) var body: [UInt8] = []
    private let demand: (RecordingReceiver) -> UpstreamDemand

    /// Makes a receiver; by default it reads on.
    init(demand: @escaping (RecordingReceiver) -> UpstreamDemand = { _ in .more }) {
        self.demand = demand
    }

    /// The body as text.
    var text: String { String(decoding: body, as: UTF8.self) }

    func receive(head: UpstreamResponseHead) { self.head = head }

    func receive(body: ByteBuffer) {
        self.body.append(contentsOf: body.readableBytesView)
    }

    func readComplete() -> UpstreamDemand { demand(self) }
}
