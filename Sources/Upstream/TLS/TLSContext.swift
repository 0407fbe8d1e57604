// SPDX-License-Identifier: Apache-2.0

internal import NIOConcurrencyHelpers
internal import NIOCore
internal import NIOSSL
internal import OperatingSystem

/// How connections to providers are encrypted: TLS 1.2 at the least, certificates are verified, HTTP/1.1 is asked for.
///
/// Made when the first connection needs it: reading the system's certificates takes milliseconds and memory that a
/// gateway in front of local servers alone never needs. When a file of certificates has changed, new connections trust
/// what it holds now.
final class TLSContext: Sendable {
    /// How often the files are looked at, at the most.
    static let checkInterval = TimeAmount.seconds(10)

    private struct State {
        var context: NIOSSLContext?
        var versions: [FileVersion] = []
        var nextCheck = NIODeadline.uptimeNanoseconds(0)
    }

    private let roots: TrustedRoots
    private let state = NIOLockedValueBox(State())

    init(_ roots: TrustedRoots) {
        self.roots = roots
    }

    /// Makes the handler that encrypts one connection.
    ///
    /// - Parameters:
    ///   - host: The name or the address that the certificate must be for.
    ///   - now: The time.
    /// - Returns: The handler, new.
    /// - Throws: ``TLSFailure`` when there is nothing to verify with; NIOSSL's error when the host is no name that TLS can
    ///   ask for.
    func handler(for host: String, at now: NIODeadline) throws -> NIOSSLClientHandler {
        let context = try context(at: now)
        // An address cannot be asked for by name; it is compared with the certificate's all the same.
        return try NIOSSLClientHandler(context: context, serverHostname: host.isIPAddress ? nil : host)
    }

    /// The settings that hold now.
    func context(at now: NIODeadline) throws -> NIOSSLContext {
        try state.withLockedValue { state in
            if let context = state.context {
                if now < state.nextCheck { return context }
                state.nextCheck = now + Self.checkInterval
                let versions = roots.versions()
                // A file that is being written may hold nothing yet: the next look finds the rest.
                guard versions != state.versions, let new = try? make() else { return context }
                state.context = new
                state.versions = versions
                return new
            }
            // Taken before the files are read: what changes meanwhile is seen by the next look.
            let versions = roots.versions()
            let new = try make()
            state = State(context: new, versions: versions, nextCheck: now + Self.checkInterval)
            return new
        }
    }

    private func make() throws -> NIOSSLContext {
        guard let roots = roots.load() else { throw TLSFailure.noRoots }
        var configuration = TLSConfiguration.makeClientConfiguration()
        configuration.trustRoots = roots
        // RFC 8996: what is older is broken.
        configuration.minimumTLSVersion = .tlsv12
        configuration.applicationProtocols = ["http/1.1"]
        // A call that is given up ends at once: the peer's farewell is not waited for.
        configuration.shutdownTimeout = .zero
        return try NIOSSLContext(configuration: configuration)
    }
}
