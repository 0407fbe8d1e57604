// SPDX-License-Identifier: Apache-2.0

internal import FoundationEssentials
internal import NIOSSL

/// Why a TLS handshake has failed.
package enum TLSFailure: Error, Sendable, Equatable {
    /// Nobody who is trusted has signed the certificate.
    case untrusted
    /// The certificate's time is over since that moment, in seconds from 1970.
    case expired(Int)
    /// The certificate's time begins at that moment.
    case notYetValid(Int)
    /// The certificate is for other names than this one.
    case otherName(String)
    /// What answers speaks no TLS.
    case noTLS
    /// One side wants newer versions of TLS than the other has.
    case noCommonVersion
    /// The connection was closed during the handshake.
    case closed
    /// There are no certificate authorities on this machine to verify with.
    case noRoots
    /// Something else, in the library's words.
    case other(String)
}

extension TLSFailure: CustomStringConvertible {
    package var description: String {
        switch self {
        case .untrusted:
            "the certificate is not trusted: its issuer is not known here, or an intermediate certificate is missing"
        case .expired(let time): "the certificate has expired on \(Self.day(time))"
        case .notYetValid(let time): "the certificate is not valid before \(Self.day(time)), by this machine's clock"
        case .otherName(let host): "the certificate is not for \(host) but for another name"
        case .noTLS: "what answers there does not speak TLS: http:// in place of https://?"
        case .noCommonVersion: "no version of TLS is common to both sides; the least that is taken is 1.2"
        case .closed: "the connection was closed during the TLS handshake"
        case .noRoots:
            "no certificate authorities are known on this machine: install ca-certificates, or set SSL_CERT_FILE"
        case .other(let reason): "the TLS handshake failed (\(reason))"
        }
    }

    private static func day(_ time: Int) -> String {
        String(Date(timeIntervalSince1970: Double(time)).ISO8601Format().prefix(10))
    }
}

extension TLSFailure {
    /// Reads what the library reports; nil when it is no matter of TLS.
    ///
    /// - Parameters:
    ///   - error: The error.
    ///   - certificate: What the peer has shown, if anything.
    ///   - host: Whom it was to be.
    ///   - now: The time, in seconds from 1970.
    init?(
        _ error: any Error,
        certificate: NIOSSLCertificate?,
        host: String,
        now: Int = Int(Date().timeIntervalSince1970)
    ) {
        switch error {
        case let error as TLSFailure: self = error
        case let error as NIOSSLExtraError where error == .failedToValidateHostname: self = .otherName(host)
        case NIOSSLError.unableToValidateCertificate: self = .otherName(host)
        case NIOSSLError.handshakeFailed(let error): self.init(words: "\(error)", certificate, now)
        case is NIOSSLError, is NIOSSLExtraError, is BoringSSLError: self.init(words: "\(error)", certificate, now)
        default: return nil
        }
    }

    /// Reads the library's stack of errors, which has no other form than text.
    private init(words: String, _ certificate: NIOSSLCertificate?, _ now: Int) {
        func has(_ word: String...) -> Bool { word.contains { words.contains($0) } }
        if has("CERTIFICATE_VERIFY_FAILED") {
            // The verdict does not say why; of the certificate's own time it can be seen.
            if let certificate, Int(certificate.notValidAfter) < now {
                self = .expired(Int(certificate.notValidAfter))
            } else if let certificate, Int(certificate.notValidBefore) > now {
                self = .notYetValid(Int(certificate.notValidBefore))
            } else {
                self = .untrusted
            }
        } else if has("WRONG_VERSION_NUMBER", "HTTP_REQUEST", "HTTPS_PROXY_REQUEST") {
            self = .noTLS
        } else if has("UNSUPPORTED_PROTOCOL", "PROTOCOL_VERSION", "INSUFFICIENT_SECURITY") {
            self = .noCommonVersion
        } else if has("EOF during handshake") {
            self = .closed
        } else {
            self = .other(Self.reason(in: words))
        }
    }

    /// The library's name of the first reason, such as `SSLV3_ALERT_HANDSHAKE_FAILURE`.
    private static func reason(in words: String) -> String {
        guard let start = words.firstRange(of: "OPENSSL_internal:")?.upperBound else { return "no reason is given" }
        return String(words[start...].prefix { $0 != " " })
    }
}
