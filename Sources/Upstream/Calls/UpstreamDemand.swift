// SPDX-License-Identifier: Apache-2.0

package import NIOCore

/// How reading a response goes on after some bytes of its body.
package enum UpstreamDemand {
    /// Read on.
    case more
    /// Read on when the future completes; until then the provider is held back and no timeout runs but the total.
    case after(EventLoopFuture<Void>)
    /// All that matters has arrived: the end of the body is awaited for a moment, so that the connection can be used
    /// again, and nothing that goes wrong from here on is an error.
    case complete
    /// Nothing more is wanted: the connection is closed at once and the call ends without an error.
    case stop
}
