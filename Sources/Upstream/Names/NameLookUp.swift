// SPDX-License-Identifier: Apache-2.0

internal import NIOCore

/// One wait for the addresses of a name, see ``NameResolver``.
final class NameLookUp: Sendable {
    /// The name.
    let name: String
    let promise: EventLoopPromise<[SocketAddress]>

    init(_ name: String, on eventLoop: any EventLoop) {
        self.name = name
        promise = eventLoop.makePromise()
    }

    /// The addresses, without ports.
    var addresses: EventLoopFuture<[SocketAddress]> { promise.futureResult }
}
