// SPDX-License-Identifier: Apache-2.0

package import Chat
package import NIOCore

/// What takes a streamed answer while it arrives.
///
/// Every call comes on the event loop that carries the provider's connection, in this order: any number of rounds of
/// texts and a flush, then at most one completion.
/// A stream that fails calls ``receive(completion:)`` never: its error is thrown by the function that runs it. Nothing
/// is called after the completion but one last ``flush()``.
package protocol ChatEventSink: AnyObject {
    /// Takes the next piece of the answer's text: valid UTF-8, never empty.
    ///
    /// The slice may share memory with a buffer that is used again: encode it or copy it before returning.
    func receive(text: ArraySlice<UInt8>)

    /// Takes the end of a complete answer, exactly once, as soon as it is known: this may be long before the provider
    /// ends the connection and the running function returns.
    func receive(completion: ChatCompletion)

    /// Sends what has come in: called once after all events of one read from the network, if there were any.
    ///
    /// - Returns: A future of the same event loop that holds the provider back until it completes; nil to read on.
    ///   After the completion it is ignored.
    func flush() -> EventLoopFuture<Void>?
}
