// SPDX-License-Identifier: Apache-2.0

package import Chat
package import NIOCore

/// What takes a streamed answer while it arrives.
///
/// Every call comes on the event loop that carries the provider's connection, in this order: any number of rounds of
/// events and a flush, of which the last event of a complete answer is its completion.
/// A stream that fails never has a completion: its error is thrown by the function that runs it. Nothing is called after
/// the completion but one last ``flush()``.
package protocol ChatEventSink: AnyObject {
    /// Takes the next event of the answer.
    ///
    /// What an event holds may share memory with a buffer that is used again: encode it or copy it before returning.
    /// The completion comes as soon as it is known: this may be long before the provider ends the connection and the
    /// running function returns.
    func receive(_ event: ChatEvent)

    /// Sends what has come in: called once after all events of one read from the network, if there were any.
    ///
    /// - Returns: A future of the same event loop that holds the provider back until it completes; nil to read on.
    ///   After the completion it is ignored.
    func flush() -> EventLoopFuture<Void>?
}
