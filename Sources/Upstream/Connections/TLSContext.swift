// SPDX-License-Identifier: Apache-2.0

internal import NIOConcurrencyHelpers
internal import NIOCore
internal import NIOSSL

/// How connections to providers are encrypted: certificates are verified, HTTP/1.1 is asked for.
///
/// Made when the first connection needs it: reading the system's certificates takes milliseconds and memory that a
/// gateway in front of local servers alone never needs.
final class TLSContext: Sendable {
    private let trustedRootsFile: String?
    private let context = NIOLockedValueBox<NIOSSLContext?>(nil)

    /// - Parameter trustedRootsFile: A file of PEM certificates to trust instead of the system's; nil for the system's.
    init(trustedRootsFile: String?) {
        self.trustedRootsFile = trustedRootsFile
    }

    /// Makes the handler that encrypts one connection.
    ///
    /// - Parameter host: The name or the address that the certificate must be for.
    /// - Returns: The handler, new.
    /// - Throws: NIOSSL's error when the certificates cannot be read, or the host is no name that TLS can ask for.
    func handler(for host: String) throws -> NIOSSLClientHandler {
        let context = try context.withLockedValue { context in
            if let context { return context }
            var configuration = TLSConfiguration.makeClientConfiguration()
            if let trustedRootsFile { configuration.trustRoots = .file(trustedRootsFile) }
            configuration.applicationProtocols = ["http/1.1"]
            // A call that is given up ends at once: the peer's farewell is not waited for.
            configuration.shutdownTimeout = .zero
            let made = try NIOSSLContext(configuration: configuration)
            context = made
            return made
        }
        // An address cannot be asked for by name; it is compared with the certificate's all the same.
        return try NIOSSLClientHandler(context: context, serverHostname: host.isIPAddress ? nil : host)
    }
}
