// SPDX-License-Identifier: Apache-2.0

internal import Attempts
internal import Dialects
internal import FastCGI
internal import HTTPTypes
internal import JSONCoding

/// A failure that a caller is told of, before it has a form: that is the door's.
struct GatewayError: Error, Sendable {
    /// What has failed; each door has a status and words of its own for it.
    enum Cause: Sendable {
        /// The request says what cannot be done.
        case request
        /// A field of the request says what cannot be done.
        case invalid(InvalidRequest)
        /// The name of the model leads to nobody.
        case model(ModelFault)
        /// The request has a part that the provider's API has no words for.
        case unsupported(Unsupported)
        /// A picture of the request cannot be had from its URL.
        case image(ImageFault)
        /// The request's body is over the limit.
        case tooLarge
        /// The request shows no key, or a wrong one.
        case credential
        /// There is no such path.
        case path
        /// The path takes other methods.
        case method(allowed: [HTTPRequest.Method])
        /// Not now, but in a second maybe.
        case unavailable
        /// A provider has failed.
        case provider(ProviderError)
        /// The gateway itself, or the web server before it, is at fault.
        case gateway
    }

    /// What has failed.
    let cause: Cause
    /// A sentence for the caller.
    let message: String

    init(_ cause: Cause, _ message: String) {
        self.cause = cause
        self.message = message
    }
}

extension GatewayError {
    /// The request's variables, which are the fields of its header for the most part, cannot be taken.
    init(_ fault: ParamsFault) {
        switch fault {
        case .tooLarge(let limit):
            self.init(.request, "request header: expected at most \(limit >> 10) KiB, got more")
        case .hasNUL:
            self.init(.request, "request header: expected no NUL byte, got one")
        }
    }

    /// Says any error in words for a caller.
    init(_ error: any Error) {
        switch error {
        case let error as GatewayError: self = error
        // Where the client has left nobody reads this.
        case let error as ProviderError where error.kind == .cancelled:
            self.init(.unavailable, "the gateway is being stopped")
        // A limit of the gateway is not the provider's failure.
        case let error as ProviderError where error.kind == .ownLimit:
            self.init(.unavailable, "the gateway is at a limit of its own: \(error.message)")
        case let error as ProviderError: self.init(.provider(error), error.message)
        case let error as ImageFault: self.init(error)
        case let error as InvalidRequest: self.init(.invalid(error), error.message)
        case let error as JSONError: self.init(.request, "request body: \(error)")
        case let error as Unsupported: self.init(.unsupported(error), "a part of the request \(error.reason)")
        default: self.init(.gateway, "internal error")
        }
    }
}
