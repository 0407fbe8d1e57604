// SPDX-License-Identifier: Apache-2.0

internal import NIOCore

/// The part of the network to which a caller may send the gateway: hosts with public addresses and no others.
///
/// Names are looked up apart from those of the providers: callers can name any number of them, also such as no name server
/// answers for, and must not take the providers' threads. All addresses of a name are checked before one of them is
/// connected to, and there is no second look-up in between.
final class PublicWeb: Sendable {
    /// The most look-ups at a time, and so the most threads.
    static let lookUpLimit = 16

    /// Looks names up that callers have given.
    let names: NameResolver
    /// Whether an address may be connected to.
    let admits: @Sendable (SocketAddress) -> Bool

    /// Makes the public web; tests put their own part of the network in its place.
    init(
        names: NameResolver = NameResolver(limit: lookUpLimit),
        admits: @escaping @Sendable (SocketAddress) -> Bool = { $0.isPublic }
    ) {
        self.names = names
        self.admits = admits
    }
}
