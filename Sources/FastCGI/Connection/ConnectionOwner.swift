// SPDX-License-Identifier: Apache-2.0

/// What a connection reports to: the server.
protocol ConnectionOwner: AnyObject, Sendable {
    /// A request has begun to arrive on a connection that was waiting for one.
    func connectionHasRequest(_ connection: Connection)
    /// A request that was handed over has ended, with or without an answer, and all its bytes are sent or dropped.
    func connectionEndedRequest()
    /// True when connections are not to be kept open for further requests.
    var isDraining: Bool { get }
}
