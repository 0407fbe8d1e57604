// SPDX-License-Identifier: Apache-2.0

package import Chat

/// Turns the bytes of one streamed answer into events, however the network cut them.
package protocol StreamDecoder {
    /// Takes the next bytes of the response's body.
    mutating func append(_ bytes: some Collection<UInt8>)

    /// Takes the next event that is complete.
    ///
    /// - Returns: A text; or the completion once the provider has said that nothing more comes, after which the decoder
    ///   is to be asked no more; nil when more bytes are needed.
    /// - Throws: ``ProviderFault``.
    mutating func next() throws(ProviderFault) -> ChatEvent?

    /// Takes what is left at the end of the body: call it again after each text, until it gives the completion.
    ///
    /// - Throws: ``ProviderFault`` when the answer is not complete or holds no text.
    mutating func finish() throws(ProviderFault) -> ChatEvent
}
