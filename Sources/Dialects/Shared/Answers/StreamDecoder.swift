// SPDX-License-Identifier: Apache-2.0

package import Chat

/// Takes the events of an answer as a decoder finds them; what it throws ends the decoding.
package typealias ChatEventHandler = (ChatEvent) throws(ProviderFault) -> Void

/// Turns the bytes of one streamed answer into events, however the network cut them.
///
/// After the completion, or after an error, nothing more comes of it.
package protocol StreamDecoder {
    /// Takes the next bytes of the response's body.
    mutating func append(_ bytes: some Collection<UInt8>)

    /// Emits all events that are complete, the completion among them once the provider has said that nothing more comes.
    ///
    /// - Throws: ``ProviderFault``.
    mutating func decode(emit: ChatEventHandler) throws(ProviderFault)

    /// Emits what is left at the end of the body, and the completion unless it was emitted before.
    ///
    /// - Throws: ``ProviderFault`` when the answer is not complete.
    mutating func finish(emit: ChatEventHandler) throws(ProviderFault)
}
