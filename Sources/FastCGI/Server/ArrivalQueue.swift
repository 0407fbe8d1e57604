// SPDX-License-Identifier: Apache-2.0

internal import NIOConcurrencyHelpers

/// Connections on which a request has begun to arrive, on their way from the poller to an acceptor.
///
/// It cannot grow past the number of open connections: one that is in it is not reported again before it is examined.
final class ArrivalQueue: Sendable {
    private let connections = NIOLockedValueBox<[Connection]>([])
    private let wakeup: Wakeup

    init() throws(FastCGIError) {
        wakeup = try Wakeup(counting: true)
    }

    /// Readable while there is something in the queue.
    var fileDescriptor: Int32 { wakeup.fileDescriptor }

    func append(_ connection: Connection) {
        connections.withLockedValue { $0.append(connection) }
        wakeup.signal()
    }

    /// Takes the next connection; nil when another thread was faster.
    func next() -> Connection? {
        guard wakeup.consume() else { return nil }
        return connections.withLockedValue { $0.isEmpty ? nil : $0.removeFirst() }
    }

    /// Drops what is in the queue.
    func close() {
        connections.withLockedValue { $0.removeAll() }
    }
}
