// SPDX-License-Identifier: Apache-2.0

/// Where the response of one request goes, whoever takes it: a web server's connection, or a test.
///
/// The first bytes are a ``ResponseHead``. None of its functions blocks.
package protocol ResponseSink: AnyObject, Sendable {
    /// Sends bytes; no bytes send nothing.
    @discardableResult
    func write(_ bytes: [UInt8]) -> WriteOutcome

    /// Sends the last bytes and ends the response.
    @discardableResult
    func finish(_ bytes: [UInt8]) -> WriteOutcome

    /// Sets what runs when the peer leaves, or aborts the request, before the response has ended.
    ///
    /// It runs at most once, on a thread of the sink's choice, or within a call of one of these functions: it must not
    /// block. If the peer has left, or the response has ended, already, it runs now.
    func onDisconnect(_ callback: @escaping @Sendable () -> Void)

    /// Runs a call-back once when the peer takes bytes again, or has left; now if that is so.
    func whenWritable(_ callback: @escaping @Sendable () -> Void)
}

extension ResponseSink {
    /// Ends the response.
    @discardableResult
    package func finish() -> WriteOutcome {
        finish([])
    }
}
