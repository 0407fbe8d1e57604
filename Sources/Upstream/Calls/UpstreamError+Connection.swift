// SPDX-License-Identifier: Apache-2.0

internal import Glibc
internal import NIOCore
internal import NIOExtras
internal import NIOHTTP1
internal import NIOPosix
internal import NIOSOCKS
internal import NIOSSL

extension UpstreamError {
    /// Says in this room's words what the network reports.
    ///
    /// - Parameters:
    ///   - error: The error of NIO, NIOSSL or a proxy.
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
        switch error {
        case ChannelError.connectTimeout: .timeout(.connect)
        case is CancellationError: .cancelled
        default: nil
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
        case let error as NIOHTTP1ProxyConnectHandler.Error where error == .proxyAuthenticationRequired():
            return "the proxy asks for credentials"
        case is NIOHTTP1ProxyConnectHandler.Error, is SOCKSError.ConnectionFailed,
            is SOCKSError.NoValidAuthenticationMethod:
            return "the proxy refused the connection"
        default:
            return "no connection could be made"
        }
    }

    private static func interruption(_ error: any Error) -> String {
        switch error {
        case let error as IOError: systemReason(error)
        case ChannelError.eof, ChannelError.ioOnClosedChannel: "the connection was closed"
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
