// SPDX-License-Identifier: Apache-2.0

/// The way back of one request over FastCGI: STDOUT and the end of the request.
///
/// A writer that is let go before ``finish(_:)`` closes the connection, so that the web server never waits for an answer
/// that nobody is going to write.
package final class ResponseWriter: ResponseSink {
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
    /// An empty record would be the stream's end, so no bytes make none.
    @discardableResult
    package func write(_ bytes: [UInt8]) -> WriteOutcome {
        connection.write(bytes, isLast: false, requestNumber: requestNumber)
    }

    /// Sends the last bytes, the end of STDOUT and END_REQUEST, all in one system call if the socket takes them.
    @discardableResult
    package func finish(_ bytes: [UInt8]) -> WriteOutcome {
        connection.write(bytes, isLast: true, requestNumber: requestNumber)
    }

    package func onDisconnect(_ callback: @escaping @Sendable () -> Void) {
        connection.onDisconnect(requestNumber: requestNumber, callback)
    }

    package func whenWritable(_ callback: @escaping @Sendable () -> Void) {
        connection.whenWritable(requestNumber: requestNumber, callback)
    }
}
