// SPDX-License-Identifier: Apache-2.0

/// What a connection reports to: the server.
protocol ConnectionOwner: AnyObject, Sendable {
    /// A request has begun to arrive on a connection that was waiting for one.
    func connectionHasRequest(_ connection: Connection)
    /// A request may have come, and is going to be examined; it is called with the connection's lock held.
    func connectionBeganRequest()
    /// A request that began has ended, with or without an answer, and all its bytes are sent or dropped; or it was none.
    func connectionEndedRequest()
    /// The place of a body that is read and dropped; nil when there are too many. It is called with the connection's lock
    /// held.
    func placeForUnreadBody(of connection: Connection) -> ArrivingBodies.Place?
    /// True when connections are not to be kept open for further requests.
    var isDraining: Bool { get }
}
