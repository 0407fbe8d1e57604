// SPDX-License-Identifier: Apache-2.0

/// What answers requests.
package protocol RequestHandler: Sendable {
    /// Says whether a body that has not all come is worth waiting for, on a thread that reads requests: at once.
    ///
    /// A request whose body is not wanted is given to ``handle(_:_:)`` right away, without it.
    func admission(of params: Params) -> BodyAdmission

    /// Takes a request, on a thread that reads requests: it must hand the work on and return at once.
    ///
    /// - Parameters:
    ///   - request: The request, with its body or what came of it.
    ///   - response: The way back; must be finished, or let go, on any thread.
    func handle(_ request: Request, _ response: any ResponseSink)
}
