// SPDX-License-Identifier: Apache-2.0

internal import Glibc
internal import NIOCore
internal import NIOPosix
internal import NIOSOCKS
internal import NIOSSL
internal import OperatingSystem

extension UpstreamError {
    /// Says in this room's words what the network reports.
    ///
    /// - Parameters:
    ///   - error: The error of NIO, NIOSSL or a proxy.
    ///   - otherwise: What it is where the error itself does not say: ``Code/unreachable`` before the request was sent,
    ///     ``Code/noAnswer`` or ``Code/cutOff`` after that.
    init(_ error: any Error, otherwise: Code) {
        if let error = error as? UpstreamError {
            self = error
            return
        }
        let code = Self.code(of: error) ?? otherwise
        self.init(code, Self.reason(for: error, code), underlying: error)
    }

    private static func code(of error: any Error) -> Code? {
        switch error {
        case ChannelError.connectTimeout: .timeout(.connect)
        case is CancellationError: .cancelled
        case is ResponseFault: .invalidResponse
        case let error as IOError where error.isOwnLimit: .ownLimit
        case let error as HostNameError where error.reason == .ownLimit: .ownLimit
        case let error as NIOConnectionError:
            error.connectionErrors.lazy.compactMap { code(of: $0.error) }.first { $0 == .ownLimit }
        default: nil
        }
    }

    private static func reason(for error: any Error, _ code: Code) -> String {
        switch code {
        case .timeout: "no connection in time"
        case .cancelled: "the call was cancelled"
        case .invalidRequest: "the provider's URL cannot be used"
        case .invalidResponse:
            "the response is not valid HTTP" + ((error as? ResponseFault).map { ": \($0.reason)" } ?? "")
        case .unreachable, .ownLimit: connectionFailure(error)
        case .noAnswer, .cutOff: interruption(error)
        }
    }

    private static func connectionFailure(_ error: any Error) -> String {
        switch error {
        case let error as NIOConnectionError:
            return error.connectionErrors.first.map { connectionFailure($0.error) } ?? "no address could be tried"
        case let error as IOError:
            return systemReason(error)
        case let error as HostNameError:
            return error.reason == .ownLimit ? error.description : "the host name cannot be resolved: \(error)"
        case let error as TLSFailure:
            return error.description
        case is NIOSSLError, is NIOSSLExtraError, is BoringSSLError:
            return "the TLS handshake failed"
        default:
            return "no connection could be made"
        }
    }

    /// The same for what a proxy, or the way to it, is the cause of.
    init(_ error: any Error, of proxy: ProxySettings.Proxy) {
        let error = UpstreamError(error, otherwise: .unreachable)
        guard error.code == .unreachable else {
            self = error
            return
        }
        let problem =
            switch error.underlying {
            case let tunnel as HTTPTunnel.Refusal: tunnel.description
            case is SOCKSError.ConnectionFailed: "could not connect"
            case is SOCKSError.NoValidAuthenticationMethod: "asks for a login"
            case let closed as ChannelError where [.eof, .ioOnClosedChannel].contains(closed): "closed the connection"
            default: "cannot be reached: \(error.message)"
            }
        self.init(.unreachable, "the proxy \(proxy.place) \(problem)", underlying: error.underlying)
    }

    private static func interruption(_ error: any Error) -> String {
        switch error {
        case let error as IOError: systemReason(error)
        case ChannelError.eof, ChannelError.ioOnClosedChannel: "the connection was closed"
        case is NIOSSLError: "the TLS connection was broken off"
        default: "the connection failed"
        }
    }

    private static func systemReason(_ error: IOError) -> String {
        switch error.errnoCode {
        case ECONNREFUSED: "connection refused"
        case ECONNRESET, EPIPE: "connection reset"
        case ETIMEDOUT: "connection timed out"
        case ENETUNREACH, EHOSTUNREACH: "no route to the host"
        case EMFILE, ENFILE: "too many open files"
        case ENOMEM, ENOBUFS: "out of memory"
        default: "the connection failed (errno \(error.errnoCode))"
        }
    }
}

extension IOError {
    /// Whether it is a limit of this process or this machine that was reached.
    var isOwnLimit: Bool { [EMFILE, ENFILE, ENOMEM, ENOBUFS].contains(errnoCode) }
}
