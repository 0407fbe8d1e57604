// SPDX-License-Identifier: Apache-2.0

/// What is wrong between a client and the gateway, so far as the web server can mend it.
package enum Symptom: Sendable, Equatable {
    /// A field of the request that has to reach the gateway.
    package enum Field: String, Sendable, CaseIterable {
        case apiKey = "X-API-Key"
        case authorization = "Authorization"
        case requestID = "the request id"
        case remoteAddress = "the caller's address"
        case https = "HTTPS"
    }

    /// The web server answers 502, 503 or 504: it does not reach the gateway.
    case noGateway(socket: String?)
    /// The web server answers 404 by itself: no part of its configuration leads to the gateway.
    case noLocation(path: String)
    /// The web server refuses a path with an escaped slash.
    case slashRefused
    /// Chunks are held back, by the web server or by a proxy before it.
    case buffered(isProxied: Bool)
    /// The gateway is not told that a client has left.
    case disconnectNotTold
    /// A body is refused that the gateway would take.
    case bodyRefused(bytes: Int)
    /// A body is refused that comes without its length, though it passes with it.
    case chunksRefused
    /// A silent stream is cut off; the time that the web server has to allow, in seconds.
    case silenceCut(seconds: Int)
    /// A field does not arrive.
    case missing(Field)
}
