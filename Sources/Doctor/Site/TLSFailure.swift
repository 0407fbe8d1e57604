// SPDX-License-Identifier: Apache-2.0

internal import NIOSSL
internal import Upstream

/// Why a TLS handshake has failed, in words.
enum TLSFailure {
    /// The reason; nil when it was something else that failed.
    static func reason(of failure: UpstreamError?) -> String? {
        guard let underlying = failure?.underlying else { return nil }
        switch underlying {
        case let error as NIOSSLExtraError where error == .failedToValidateHostname:
            return "the certificate is for another name"
        case NIOSSLError.handshakeFailed(let error):
            return reason(in: "\(error)")
        case is NIOSSLError, is NIOSSLExtraError, is BoringSSLError:
            return "the TLS handshake failed"
        default:
            return nil
        }
    }

    /// Reads the library's error stack, which has no other form than text.
    private static func reason(in stack: String) -> String {
        if stack.contains("CERTIFICATE_VERIFY_FAILED") {
            return "the certificate cannot be verified: its issuer is not trusted, it has expired, or the intermediate "
                + "certificate is missing"
        }
        if stack.contains("WRONG_VERSION_NUMBER") || stack.contains("HTTP_REQUEST") {
            return "what answers there does not speak TLS"
        }
        return "the TLS handshake failed"
    }
}
