// SPDX-License-Identifier: Apache-2.0

/// A request as the web server passed it on, with what came of its body.
package struct Request: Sendable {
    /// What became of the body; ``Request/body`` is empty unless it is complete.
    package enum BodyState: Sendable, Equatable {
        /// It is whole.
        case complete
        /// It has more bytes than the limit.
        case tooLarge(limit: Int)
        /// It ended before all bytes that CONTENT_LENGTH promised had come.
        case incomplete(expected: Int?, received: Int)
        /// It stopped coming, or came too slowly.
        case tooSlow(expected: Int?, received: Int)
        /// There is no room for it: too much is held of the bodies of other requests.
        case noRoom
        /// The handler did not want it, see ``RequestHandler/admission(of:)``.
        case unwanted
    }

    /// The variables; none when they have a fault.
    package var params: Params
    /// Why the variables were not taken.
    package var paramsFault: ParamsFault?
    /// STDIN: the body of the HTTP request.
    package var body: [UInt8]
    /// What became of the body.
    package var bodyState: BodyState
    /// What the body counts for among those in memory, until this is let go.
    package var bodyLease: BodyMemory.Lease?

    /// Makes a request.
    package init(
        params: Params,
        paramsFault: ParamsFault? = nil,
        body: [UInt8] = [],
        bodyState: BodyState = .complete,
        bodyLease: BodyMemory.Lease? = nil
    ) {
        self.params = params
        self.paramsFault = paramsFault
        self.body = body
        self.bodyState = bodyState
        self.bodyLease = bodyLease
    }
}
