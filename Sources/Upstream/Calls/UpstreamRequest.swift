// SPDX-License-Identifier: Apache-2.0

package import HTTPTypes

/// One HTTP request to a provider.
package struct UpstreamRequest: Sendable {
    /// The method.
    package var method: HTTPRequest.Method
    /// Where it goes.
    package var origin: Origin
    /// The request target: path and query, percent-encoded, with a slash at its start (RFC 9112 section 3.2.1).
    package var target: String
    /// The header fields; `Host` and `Content-Length` are added by the client, the latter unless there is a
    /// `Transfer-Encoding`.
    package var headerFields: HTTPFields
    /// The body; empty for none.
    package var body: [UInt8]
    /// When the work that this request is part of began: the total limit counts from here, over all attempts.
    package var start = ContinuousClock.now
    /// Its limits in time; nil for those of the client.
    package var timeouts: UpstreamTimeouts?
    /// How long it may take where that is less than the total limit; nil for that.
    package var limit: Duration?
    /// Whether a caller has named where it goes, and not the operator: then only public addresses are connected to, directly,
    /// and the connection is closed after it.
    package var isPublicOnly = false

    /// Makes a request.
    package init(
        method: HTTPRequest.Method,
        to origin: Origin,
        target: String,
        headerFields: HTTPFields,
        body: [UInt8]
    ) {
        self.method = method
        self.origin = origin
        self.target = target
        self.headerFields = headerFields
        self.body = body
    }
}
