// SPDX-License-Identifier: Apache-2.0

/// The way back of one request: STDOUT and the end of the request.
///
/// The first bytes must be a ``ResponseHead``. A writer that is let go before ``finish(_:)`` closes the connection, so
/// that the web server never waits for an answer that nobody is going to write.
package final class ResponseWriter: Sendable {
    /// What became of a write.
    package enum Outcome: Sendable {
        /// Every byte is with the kernel.
        case sent
        /// Some bytes are kept and will be sent when the peer reads on; write no more until
        /// ``ResponseWriter/whenWritable(_:)`` says so.
        case blocked
        /// The peer is gone, or the response has ended; the bytes are dropped.
        case closed
    }

    private let connection: Connection
    private let requestNumber: UInt64

    init(connection: Connection, requestNumber: UInt64) {
        self.connection = connection
        self.requestNumber = requestNumber
    }

    deinit {
        connection.abandon(requestNumber: requestNumber)
    }

    /// Sends bytes as one STDOUT record, or as several when there are more than 65,535.
    ///
    /// Never blocks. No bytes make no record: an empty one would be the stream's end.
    @discardableResult
    package func write(_ bytes: [UInt8]) -> Outcome {
        connection.write(bytes, isLast: false, requestNumber: requestNumber)
    }

    /// Sends the last bytes, the end of STDOUT and END_REQUEST, all in one system call if the socket takes them.
    @discardableResult
    package func finish(_ bytes: [UInt8] = []) -> Outcome {
        connection.write(bytes, isLast: true, requestNumber: requestNumber)
    }

    /// Sets what runs when the peer leaves, or aborts the request, before the response has ended.
    ///
    /// It runs at most once, on the poller's thread, or within a call of ``Server/stop()`` or of this writer that finds
    /// the peer gone: it must not block. If the peer has left, or the response has ended, already, it runs now.
    package func onDisconnect(_ callback: @escaping @Sendable () -> Void) {
        connection.onDisconnect(requestNumber: requestNumber, callback)
    }

    /// Runs a call-back once when all bytes are with the kernel, or when the peer has left; now if that is so.
    package func whenWritable(_ callback: @escaping @Sendable () -> Void) {
        connection.whenWritable(requestNumber: requestNumber, callback)
    }
}
