// SPDX-License-Identifier: Apache-2.0

package import NIOCore

/// What carries a request to a provider and its response back.
///
/// The one implementation of the product is ``UpstreamClient``; the protocol lets tests stand in between.
package protocol UpstreamCalling: Sendable {
    /// Sends a request and gives the response to a receiver, all of it on one event loop.
    ///
    /// The request is consumed, so that its body is in memory no longer than it takes to write it down.
    ///
    /// Returns when the response has ended and the receiver has seen all of it.
    ///
    /// - Throws: ``UpstreamError``. Cancelling the task closes the connection at once, wherever the call is, and throws
    ///   ``UpstreamError/Code/cancelled``.
    func execute(
        _ request: consuming UpstreamRequest,
        on eventLoop: any EventLoop,
        receiver: any UpstreamReceiver
    ) async throws

    /// The connections to providers that are open: those that carry a call, and those that wait for one.
    var openConnections: Int { get }
}
