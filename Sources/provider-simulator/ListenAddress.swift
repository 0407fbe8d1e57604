// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// A host and a TCP port, written `HOST:PORT` on the command line.
///
/// An IPv6 address stands in brackets: `[::1]:8080`. Port 0 lets the system choose.
struct ListenAddress: ExpressibleByArgument, Sendable {
    let host: String
    let port: Int

    init?(argument: String) {
        guard let colon = argument.lastIndex(of: ":"),
            let port = UInt16(argument[argument.index(after: colon)...])
        else { return nil }
        var host = argument[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = host.dropFirst().dropLast()
        }
        guard !host.isEmpty else { return nil }
        self.host = String(host)
        self.port = Int(port)
    }
}
