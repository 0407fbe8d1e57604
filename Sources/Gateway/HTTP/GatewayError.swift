// SPDX-License-Identifier: Apache-2.0

internal import FastCGI
package import HTTPTypes

/// A failure that a caller is told of: its status, its message, and header fields that go with it.
package struct GatewayError: Error, Sendable {
    /// The status.
    package let status: HTTPResponse.Status
    /// A sentence for the caller.
    package let message: String
    /// Further header fields.
    package let headerFields: HTTPFields

    /// Makes an error.
    package init(_ status: HTTPResponse.Status, _ message: String, headerFields: HTTPFields = [:]) {
        self.status = status
        self.message = message
        self.headerFields = headerFields
    }
}

extension GatewayError {
    /// 400: the request is at fault.
    static func badRequest(_ message: String) -> GatewayError {
        GatewayError(.badRequest, message)
    }

    /// 400: the request's variables, which are the fields of its header for the most part, cannot be taken.
    init(_ fault: ParamsFault) {
        switch fault {
        case .tooLarge(let limit):
            self = .badRequest("request header: expected at most \(limit >> 10) KiB, got more")
        case .hasNUL:
            self = .badRequest("request header: expected no NUL byte, got one")
        }
    }

    /// 503: not now.
    static func unavailable(_ message: String) -> GatewayError {
        GatewayError(.serviceUnavailable, message, headerFields: [.retryAfter: "1"])
    }
}
