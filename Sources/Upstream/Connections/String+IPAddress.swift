// SPDX-License-Identifier: Apache-2.0

internal import NIOCore

extension String {
    /// Whether a host is an address, so that no name has to be looked up or asked for.
    var isIPAddress: Bool { (try? SocketAddress(ipAddress: self, port: 0)) != nil }
}
