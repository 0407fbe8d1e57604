// SPDX-License-Identifier: Apache-2.0

/// A call to a provider that did not bring a whole HTTP response.
///
/// A response with an error status is no such error: what a status means is the dialect's to say.
package struct UpstreamError: Error, Sendable {
    /// What went wrong.
    package enum Code: Sendable, Hashable {
        /// No connection: the name is unknown, the connection was refused, TLS failed, the proxy said no.
        case unreachable
        /// One of the limits of ``UpstreamTimeouts`` was passed.
        case timeout(Phase)
        /// The connection ended before a single byte of a response.
        case noAnswer
        /// The connection ended before the response was whole.
        case cutOff
        /// What came is no HTTP response.
        case invalidResponse
        /// This process has no file, no memory or no thread left for a connection; the provider has no part in it.
        case ownLimit
        /// The caller is gone, or the process ends.
        case cancelled
        /// The request cannot be sent: its URL is not one.
        case invalidRequest
    }

    /// The limit that was passed.
    package enum Phase: String, Sendable {
        case connect
        case firstByte = "first byte"
        case idle
        case total
    }

    /// What went wrong.
    package let code: Code
    /// A sentence for logs and for callers: names no key, no header's value and no part of a body.
    package let message: String
    /// The error below, for logs.
    package let underlying: (any Error)?

    /// Makes an error.
    package init(_ code: Code, _ message: String, underlying: (any Error)? = nil) {
        self.code = code
        self.message = message
        self.underlying = underlying
    }
}

extension UpstreamError: CustomStringConvertible {
    package var description: String { message }
}
