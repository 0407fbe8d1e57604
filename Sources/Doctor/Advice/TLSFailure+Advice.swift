// SPDX-License-Identifier: Apache-2.0

internal import Upstream

extension TLSFailure {
    /// What to do about it.
    func advice(for host: String) -> [String] {
        switch self {
        case .untrusted:
            [
                "the server has to send its intermediate certificates along",
                "for an authority of one's own: SSL_CERT_FILE or SSL_CERT_DIR with its certificate",
            ]
        case .expired: ["the certificate of \(host) has to be renewed, and the server to load the new one"]
        case .notYetValid: ["is the clock of this machine right?"]
        case .otherName: ["the certificate has to name \(host), or the address has to be the one that it names"]
        case .noTLS: ["the port has to speak TLS, or the address to begin with http://"]
        case .noCommonVersion: ["the server has to offer TLS 1.2 or 1.3"]
        case .noRoots: ["install ca-certificates, or set SSL_CERT_FILE"]
        case .closed, .other: ["the log of the server says why, or of what stands before it"]
        }
    }
}
