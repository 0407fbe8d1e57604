// SPDX-License-Identifier: Apache-2.0

internal import AsyncHTTPClient
internal import Glibc
internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix
internal import NIOSSL

extension UpstreamError {
    /// Says in this room's words what the HTTP client reports.
    ///
    /// - Parameters:
    ///   - error: The client's error.
    ///   - isRequestSent: True when the request's head had been sent: what fails after that is a cut, not a provider
    ///     out of reach.
    init(_ error: any Error, isRequestSent: Bool) {
        if let error = error as? UpstreamError {
            self = error
            return
        }
        let code = Self.code(of: error) ?? (isRequestSent ? .cutOff : .unreachable)
        self.init(code, Self.reason(for: error, code), underlying: error)
    }

    private static func code(of error: any Error) -> Code? {
        if case .connectTimeout = error as? ChannelError { return .timeout(.connect) }
        guard let error = error as? HTTPClientError else { return nil }
        switch error {
        case .connectTimeout, .tlsHandshakeTimeout, .httpProxyHandshakeTimeout, .socksHandshakeTimeout,
            .getConnectionFromPoolTimeout:
            return .timeout(.connect)
        case .cancelled, .alreadyShutdown:
            return .cancelled
        case .invalidURL, .emptyHost, .emptyScheme, .missingSocketPath:
            return .invalidRequest
        default:
            return nil
        }
    }

    private static func reason(for error: any Error, _ code: Code) -> String {
        switch code {
        case .timeout: "no connection in time"
        case .cancelled: "the call was cancelled"
        case .invalidRequest: "the provider's URL cannot be used"
        case .unreachable: connectionFailure(error)
        case .cutOff: interruption(error)
        }
    }

    private static func connectionFailure(_ error: any Error) -> String {
        switch error {
        case let error as NIOConnectionError:
            if let first = error.connectionErrors.first { return connectionFailure(first.error) }
            return "the host name cannot be resolved"
        case let error as IOError:
            return systemReason(error)
        case is SocketAddressError:
            return "the host name cannot be resolved"
        case is NIOSSLError, is NIOSSLExtraError, is BoringSSLError:
            return "the TLS handshake failed, or the certificate is not trusted"
        case let error as HTTPClientError where error == .proxyAuthenticationRequired:
            return "the proxy asks for credentials"
        case let error as HTTPClientError where error == .invalidProxyResponse:
            return "the proxy refused the connection"
        default:
            return "no connection could be made"
        }
    }

    private static func interruption(_ error: any Error) -> String {
        switch error {
        case let error as IOError: systemReason(error)
        case let error as HTTPClientError where error == .remoteConnectionClosed: "the connection was closed"
        case let error as HTTPClientError where error == .uncleanShutdown: "the connection was closed"
        case is NIOSSLError: "the TLS connection was broken off"
        case let error as HTTPParserError where error == .invalidEOFState: "the connection was closed"
        default: "the response is not valid HTTP"
        }
    }

    private static func systemReason(_ error: IOError) -> String {
        switch error.errnoCode {
        case ECONNREFUSED: "connection refused"
        case ECONNRESET, EPIPE: "connection reset"
        case ETIMEDOUT: "connection timed out"
        case ENETUNREACH, EHOSTUNREACH: "no route to the host"
        case EMFILE, ENFILE: "too many open files"
        default: "the connection failed (errno \(error.errnoCode))"
        }
    }
}
