// SPDX-License-Identifier: Apache-2.0

package import NIOCore

/// What takes a response as it arrives.
///
/// Every call comes on the event loop that the request was executed on.
package protocol UpstreamReceiver: AnyObject {
    /// Takes the response's head, once, before any part of the body.
    func receive(head: UpstreamResponseHead)

    /// Takes the next bytes of the body.
    func receive(body: ByteBuffer)

    /// Says how to go on after all bytes of one read were given, of which some were the body's.
    func readComplete() -> UpstreamDemand
}
