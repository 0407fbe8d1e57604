// SPDX-License-Identifier: Apache-2.0

/// A request as the web server passed it on, body complete.
package struct Request: Sendable {
    /// What became of the body.
    package enum BodyState: Sendable, Equatable {
        /// It is whole.
        case complete
        /// It has more bytes than the limit; ``Request/body`` is empty.
        case tooLarge(limit: Int)
        /// It ended, or stopped coming, before all bytes that CONTENT_LENGTH promised had come.
        case incomplete(expected: Int?, received: Int)
    }

    /// The variables.
    package var params: Params
    /// STDIN: the body of the HTTP request.
    package var body: [UInt8]
    /// What became of the body.
    package var bodyState: BodyState
    /// False when the variables have more bytes than the limit; they are dropped then.
    package var hasAllParams: Bool

    /// Makes a request.
    package init(
        params: Params,
        body: [UInt8] = [],
        bodyState: BodyState = .complete,
        hasAllParams: Bool = true
    ) {
        self.params = params
        self.body = body
        self.bodyState = bodyState
        self.hasAllParams = hasAllParams
    }
}
